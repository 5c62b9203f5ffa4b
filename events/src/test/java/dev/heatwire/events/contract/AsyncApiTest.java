package dev.heatwire.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document is one, and says the same as {@link Topics}. */
class AsyncApiTest {
    private final JsonNode document = read();

    @Test
    void shouldBeValid() throws IOException {
        assertThat(errors(document)).isEmpty();
    }

    @Test
    void shouldNotBeValidWithAFault() throws IOException {
        ObjectNode faulty = (ObjectNode) document.deepCopy();
        ((ObjectNode) faulty.at("/components/channelBindings/compacted/kafka")).put("bindingVersion", "77");

        assertThat(errors(faulty)).isNotEmpty();
    }

    @Test
    void shouldReferToWhatIsThere() {
        List<String> references = document.findValuesAsString("$ref");

        assertThat(references).hasSizeGreaterThan(50).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(Contract.FOLDER.resolve(reference)).isRegularFile();
            }
        });
    }

    @Test
    void shouldHaveEachTopicWithItsSettingsAndItsSchema() {
        Map<String, Map<String, String>> settings = new TreeMap<>();
        for (JsonNode channel : document.get("channels")) {
            String topic = channel.get("address").stringValue();
            JsonNode bindings = resolved(channel.get("bindings")).at("/kafka/topicConfiguration");
            settings.put(topic, settings(bindings));
            JsonNode message = resolved(channel.get("messages").iterator().next());
            assertThat(message.findValuesAsString("$ref")).contains("./" + schemaOf(topic, message));
        }

        Map<String, Map<String, String>> expected = new TreeMap<>();
        Topics.withPrefix("").contract().forEach(topic -> expected.put(topic.name(), new TreeMap<>(topic.settings())));
        assertThat(settings).isEqualTo(expected);
    }

    private static String schemaOf(String topic, JsonNode message) {
        assertThat(message.get("bindings").get("kafka").get("key").get("type").stringValue())
                .isEqualTo("string");
        return topic + ".schema.json";
    }

    private static Map<String, String> settings(JsonNode bindings) {
        Map<String, String> settings = new TreeMap<>();
        bindings.forEachEntry((name, value) ->
                settings.put(name, value.isArray() ? value.get(0).stringValue() : value.asString()));
        return settings;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    /** As the AsyncAPI Initiative's own schema of the format finds them. */
    private static List<Error> errors(JsonNode document) throws IOException {
        try (InputStream schema = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Json.MAPPER.readTree(schema))
                    .validate(document);
        }
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Files.readString(Contract.FOLDER.resolve("asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
