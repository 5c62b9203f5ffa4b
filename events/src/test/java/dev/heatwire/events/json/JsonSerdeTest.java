package dev.heatwire.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Provider;
import dev.heatwire.events.ResolvedTopic;
import dev.heatwire.events.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSerdeTest {
    static List<Object> events() {
        return List.of(
                Samples.article("a")
                        .title("Ünï 😀")
                        .topic("AI")
                        .secret("s")
                        .related("b", "b.example")
                        .unrelated("c")
                        .build(),
                Samples.enriched("a")
                        .topic("AI", new ResolvedTopic.TitleMatch("ai", true, true))
                        .related("b", 1, null)
                        .unrelated("c")
                        .build(),
                Samples.ranked("a", 70, Samples.NOON, "AI"),
                Samples.feed(Samples.ranked("a", 70, Samples.NOON)),
                new Provider(
                        "a.example",
                        Optional.empty(),
                        3,
                        Optional.of("f"),
                        List.of("b.example"),
                        Map.of("x.a.example", 5),
                        List.of(Samples.image())),
                Samples.newsTopic("AI", "ai", "ai"),
                Policy.STANDARD,
                new FileState(
                        FileState.State.REJECTED,
                        Optional.of("hash"),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Problem(Optional.of(1), Optional.empty(), Optional.of("f"), "c", "r")),
                        List.of(),
                        Optional.empty(),
                        Samples.NOON));
    }

    @ParameterizedTest
    @MethodSource("events")
    <T> void shouldReadWhatItWrote(T event) {
        @SuppressWarnings("unchecked")
        JsonSerde<T> serde = JsonSerde.of((Class<T>) event.getClass());

        byte[] bytes = serde.serializer().serialize("topic", event);

        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(event);
    }

    @Test
    void shouldWriteIsoInstantsAndLeaveOutWhatIsAbsent() {
        byte[] bytes = JsonSerde.of(Article.class)
                .serializer()
                .serialize("topic", Samples.article("a").build());

        assertThat(new String(bytes, UTF_8))
                .contains("\"publishedDateTime\":\"2026-03-01T12:00:00Z\"")
                .contains("\"topics\":[]")
                .doesNotContain("null")
                .doesNotContain("excerpt")
                .doesNotContain("unrelated")
                .doesNotContain("extra");
    }

    @Test
    void shouldIgnoreFieldsOfLaterVersions() {
        byte[] bytes = "{\"id\":\"ai\",\"name\":\"AI\",\"keywords\":[],\"new\":{}}".getBytes(UTF_8);

        assertThat(JsonSerde.of(NewsTopic.class)
                        .deserializer()
                        .deserialize("topic", bytes)
                        .name())
                .isEqualTo("AI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "null", "[]", "{}", "{\"id\": \"secret\"}", "{\"title\": \"secret"})
    void shouldNameTheTopicAndNotThePayloadInErrors(String payload) {
        assertThatThrownBy(() ->
                        JsonSerde.of(Article.class).deserializer().deserialize("articles", payload.getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("articles")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void shouldKeepTombstones() {
        JsonSerde<Article> serde = JsonSerde.of(Article.class);

        assertThat(serde.serializer().serialize("topic", null)).isNull();
        assertThat(serde.deserializer().deserialize("topic", null)).isNull();
    }
}
