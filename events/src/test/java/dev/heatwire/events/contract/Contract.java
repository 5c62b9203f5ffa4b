package dev.heatwire.events.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Validates records against the schemas in {@code docs/contract}, as a strict consumer does. */
public final class Contract {
    static final Path FOLDER = Path.of("..", "docs", "contract");

    private final Topics topics;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, Schema> schemas = new HashMap<>();

    public Contract(Topics topics) {
        this.topics = topics;
    }

    static JsonNode schema(String name) {
        try {
            return Json.MAPPER.readTree(Files.readString(FOLDER.resolve(name + ".schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The violations of the contract by a record; empty when it conforms. */
    public List<String> violations(TopicSpec<?> topic, ConsumerRecord<String, byte[]> record) {
        String kind = topic.name().substring(topics.prefix().length());
        List<String> violations = new ArrayList<>();
        if (topic == topics.deadLetters) {
            validate(kind, headers(record.headers()), violations);
            return violations;
        }
        ObjectNode headers = headers(record.headers());
        validate("record-headers", headers, violations);
        if (record.key() == null) {
            violations.add("it has no key");
        }
        expect("ce_type", "dev.heatwire." + kind + (record.value() == null ? ".deleted" : ""), headers, violations);
        if (record.value() == null) {
            expect("content-type", null, headers, violations);
            return violations;
        }
        expect("ce_dataschema", schema(kind).get("$id").stringValue(), headers, violations);
        try {
            validate(kind, Json.MAPPER.readTree(record.value()), violations);
        } catch (JacksonException e) {
            violations.add("the value is no JSON: " + e.getOriginalMessage());
        }
        return violations;
    }

    List<Error> validate(String name, JsonNode value) {
        return schemas.computeIfAbsent(name, key -> registry.getSchema(schema(key)))
                .validate(value);
    }

    private void validate(String name, JsonNode value, List<String> violations) {
        validate(name, value).forEach(error -> violations.add(name + ": " + error));
    }

    private static void expect(String header, String value, ObjectNode headers, List<String> violations) {
        String found = headers.path(header).stringValue(null);
        if (value == null ? found != null : !value.equals(found)) {
            violations.add("%s is %s, not %s".formatted(header, found, value));
        }
    }

    private static ObjectNode headers(Headers headers) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        headers.forEach(header -> {
            if (object.has(header.key())) {
                throw new IllegalArgumentException("the header " + header.key() + " is there twice");
            }
            object.put(header.key(), new String(header.value(), UTF_8));
        });
        return object;
    }
}
