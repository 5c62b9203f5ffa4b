package dev.heatwire.events.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.FileState;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The committed schemas describe what the record types write. After a compatible change, add the new field to
 * {@code docs/contract} and raise the schema version; an incompatible change needs a new topic.
 */
class ContractTest {
    static final Map<String, Class<?>> EVENTS = Map.of(
            "file-states", FileState.class,
            "articles", Article.class,
            "providers", Provider.class,
            "news-topics", NewsTopic.class,
            "scoring-policy", Policy.class,
            "enriched-articles", EnrichedArticle.class,
            "ranked-articles", RankedArticle.class,
            "ranked-feed", RankedFeed.class);

    static final List<String> NAMES = List.copyOf(new TreeSet<>(EVENTS.keySet()));

    @Test
    void shouldHaveASchemaForEachTopic() throws IOException {
        try (Stream<Path> files = Files.list(Contract.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".schema.json")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("record-headers"),
                                    Topics.withPrefix("").contract().stream().map(TopicSpec::name))
                            .map(name -> name + ".schema.json")
                            .toList());
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void shouldDescribeWhatIsWritten(String topic) {
        assertThat(SchemaChange.between(Contract.schema(topic), RecordSchema.of(EVENTS.get(topic))))
                .as(
                        "changes of %s against docs/contract/%s.schema.json",
                        EVENTS.get(topic).getSimpleName(), topic)
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void shouldExplainEachField(String topic) {
        assertThat(Contract.schema(topic).findParents("properties"))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.get("properties").values())
                        .allSatisfy(
                                field -> assertThat(field.path("description").stringValue(""))
                                        .isNotBlank()));
    }

    static Stream<Object> samples() {
        return Stream.of(
                Samples.article("a")
                        .topic("AI")
                        .secret("s")
                        .image()
                        .related("b", "b.example")
                        .unrelated("c")
                        .build(),
                Samples.enriched("a")
                        .topic("AI")
                        .image()
                        .related("b", null, null)
                        .unrelated("c")
                        .build(),
                Samples.ranked("a", 70, Samples.NOON, "AI"),
                Samples.feed(Samples.ranked("a", 70, Samples.NOON)),
                Samples.provider("a.example", 3, "b.example"),
                Samples.newsTopic("AI", "ai"),
                Policy.STANDARD,
                Samples.fileState(Optional.of("0123456789abcdef".repeat(4))),
                Samples.fileState(Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldAcceptWhatTheSerdesWrite(Object event) {
        String topic = EVENTS.entrySet().stream()
                .filter(entry -> entry.getValue() == event.getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
        Contract contract = new Contract(Topics.withPrefix(""));

        assertThat(contract.validate(topic, Json.MAPPER.valueToTree(event))).isEmpty();
        assertThat(contract.validate(topic, Json.MAPPER.createObjectNode())).isNotEmpty();
    }

    /** Each edits the schema of the feed as a change of its record type would. */
    static Stream<Arguments> changes() {
        return Stream.of(
                change("nothing", false, schema -> {}),
                change(
                        "/edition is new and may be absent +",
                        false,
                        schema -> properties(schema).set("edition", text())),
                change("/edition is new and required", true, schema -> {
                    properties(schema).set("edition", text());
                    ((ArrayNode) schema.get("required")).add("edition");
                }),
                change("/reasons is gone", true, schema -> properties(schema).remove("reasons")),
                change(
                        "/lead may be absent now",
                        true,
                        schema -> ((ArrayNode) schema.get("required"))
                                .removeIf(name -> name.stringValue().equals("lead"))),
                change(
                        "/score is of type \"string\", was \"number\"",
                        true,
                        schema -> properties(schema).set("score", text())),
                change(
                        "/article/tags/items is of type \"integer\", was \"string\"",
                        true,
                        schema -> ((ObjectNode) schema.at("/$defs/EnrichedArticle/properties/tags/items"))
                                .put("type", "integer")));
    }

    private static Arguments change(String found, boolean incompatible, Consumer<ObjectNode> edit) {
        return Arguments.of(found, incompatible, edit);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void shouldTellWhatAChangeOfATypeBreaks(String found, boolean incompatible, Consumer<ObjectNode> edit) {
        JsonNode committed = Contract.schema("ranked-articles");
        ObjectNode changed = (ObjectNode) RecordSchema.of(RankedArticle.class).deepCopy();
        edit.accept(changed);

        List<SchemaChange> changes = SchemaChange.between(committed, changed);

        assertThat(changes.stream()
                        .map(change -> change.at() + " " + change.what() + (change.compatible() ? " +" : "")))
                .isEqualTo(found.equals("nothing") ? List.of() : List.of(found));
        assertThat(changes.stream().anyMatch(change -> !change.compatible())).isEqualTo(incompatible);
    }

    @Test
    void shouldNoticeAnotherChoice() {
        ObjectNode changed = (ObjectNode) RecordSchema.of(FileState.class).deepCopy();
        ((ArrayNode) changed.at("/$defs/State/enum")).add("postponed");

        assertThat(SchemaChange.between(Contract.schema("file-states"), changed))
                .extracting(SchemaChange::at, SchemaChange::compatible)
                .containsExactly(tuple("/state", false));
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static JsonNode text() {
        return Json.MAPPER.createObjectNode().put("type", "string");
    }
}
