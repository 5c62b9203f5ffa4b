package dev.heatwire.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class ChangePlannerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final Topics topics = Topics.withPrefix("");
    private final FileStateIndex fileStates = new FileStateIndex(Map.of());
    private final Map<String, Content> disk = new HashMap<>();
    private final CountingSerde<Article> articleSerde = new CountingSerde<>(topics.articles.values());
    private final ChangePlanner planner = planner(CleanupPolicy.KEEP);

    private ChangePlanner planner(CleanupPolicy policy) {
        ArticleReader articleReader = new ArticleReader(
                new ArticleParser(Limits.STANDARD, CLOCK, name -> true),
                new TopicSpec<>("articles", Serdes.String(), articleSerde, Map.of()));
        return new ChangePlanner(
                topics,
                new IngestSettings(Limits.STANDARD, FileFilter.STANDARD, policy, Duration.ofMinutes(10)),
                CLOCK,
                articleReader,
                fileStates,
                path -> Optional.ofNullable(disk.get(path)));
    }

    @Test
    void shouldPublishAnArticleTogetherWithItsFileState() {
        assertThat(change("a.md", article("one", 1)))
                .containsExactlyInAnyOrder("file-states a.md published", "articles https://site.example/one");
    }

    @Test
    void shouldSerializeAPublishedArticleOnce() {
        change("a.md", article("one", 1));

        assertThat(articleSerde.serialized).hasValue(1);
    }

    @Test
    void shouldPublishAnEditButNotARename() {
        change("a.md", article("one", 1));

        assertThat(change("a.md", article("one", 2))).contains("articles https://site.example/one");
        assertThat(change("b.md", article("one", 2))).containsExactlyInAnyOrder("file-states b.md shadowed");
        assertThat(remove("a.md")).containsExactlyInAnyOrder("file-states a.md gone", "file-states b.md published");
    }

    @Test
    void shouldWithdrawTheArticleOfARemovedFile() {
        change("a.md", article("one", 1));

        assertThat(remove("a.md"))
                .containsExactlyInAnyOrder("file-states a.md gone", "articles https://site.example/one gone");
    }

    @Test
    void shouldWithdrawTheOldArticleWhenAFileChangesItsId() {
        change("a.md", article("one", 1));

        assertThat(change("a.md", article("two", 1)))
                .containsExactlyInAnyOrder(
                        "file-states a.md published",
                        "articles https://site.example/two",
                        "articles https://site.example/one gone");
    }

    @Test
    void shouldRejectABrokenFileAndWithdrawItsArticle() {
        change("a.md", article("one", 1));

        assertThat(change("a.md", "broken"))
                .containsExactlyInAnyOrder(
                        "file-states a.md rejected", "dead-letters a.md", "articles https://site.example/one gone");
        assertThat(change("a.md", article("one", 1))).contains("articles https://site.example/one");
    }

    @Test
    void shouldPublishTheLaterOfTwoFilesAndFallBackToTheOther() {
        change("a.md", article("one", 1));
        assertThat(change("b.md", article("one", 2)))
                .containsExactlyInAnyOrder(
                        "file-states b.md published", "file-states a.md shadowed", "articles https://site.example/one");
        assertThat(change("c.md", article("one", 0))).containsExactlyInAnyOrder("file-states c.md shadowed");

        assertThat(remove("b.md"))
                .containsExactlyInAnyOrder(
                        "file-states b.md gone", "articles https://site.example/one", "file-states a.md published");
    }

    @Test
    void shouldSkipAShadowedFileThatHasChangedSince() {
        change("a.md", article("one", 1));
        change("b.md", article("one", 2));
        change("c.md", article("one", 0));
        disk.put("a.md", Content.of(article("one", 9).getBytes(UTF_8)));

        assertThat(remove("b.md"))
                .containsExactlyInAnyOrder(
                        "file-states b.md gone",
                        "file-states a.md gone",
                        "articles https://site.example/one",
                        "file-states c.md published");
    }

    @Test
    void shouldRecordNoHashForAFileThatCannotBeOpened() {
        planner.planArticles(Map.of("a.md", Content.UNREADABLE), Set.of());

        FileState state = fileStates.file("a.md").orElseThrow();
        assertThat(state.state()).isEqualTo(State.REJECTED);
        assertThat(state.problems()).containsExactly(ParseResult.UNREADABLE);
        assertThat(state.sha256()).isEmpty();
    }

    @Test
    void shouldRejectAnArticleThatIsTooLargeForARecord() {
        String text = article("one", 1) + "\u0001".repeat(300_000);

        change("a.md", text);

        assertThat(fileStates.file("a.md").map(FileState::state)).contains(State.REJECTED);
        assertThat(fileStates.file("a.md").orElseThrow().problems())
                .containsExactly(ParseResult.TOO_LARGE_FOR_A_RECORD);
    }

    @Test
    void shouldKeepTheArticleOfARemovedFileUntilAnotherFileHasIt() {
        ChangePlanner removing = planner(CleanupPolicy.MOVE);
        assertThat(change(removing, "a.md", article("one", 5)))
                .containsExactlyInAnyOrder("file-states a.md published removed", "articles https://site.example/one");

        assertThat(change(removing, "b.md", article("one", 1)))
                .containsExactlyInAnyOrder(
                        "file-states a.md gone",
                        "file-states b.md published removed",
                        "articles https://site.example/one");
    }

    @Test
    void shouldKeepTheArticleOfARemovedFileWhenItsPathHoldsAnother() {
        ChangePlanner removing = planner(CleanupPolicy.MOVE);
        change(removing, "a.md", article("one", 1));
        String kept = "a.md#" + disk.get("a.md").sha256().orElseThrow().substring(0, 12);

        assertThat(change(removing, "a.md", article("two", 1)))
                .containsExactlyInAnyOrder(
                        "file-states " + kept + " published removed",
                        "file-states a.md published removed",
                        "articles https://site.example/two");
        assertThat(change(removing, "a.md", "broken")).noneMatch(line -> line.endsWith("gone"));
        assertThat(fileStates.file("a.md").map(FileState::state)).contains(State.REJECTED);
        assertThat(fileStates.publishedHash("https://site.example/two")).isPresent();
    }

    @Test
    void shouldPublishTheLaterOfTwoRemovedFilesInOneBatch() {
        Content later = Content.of(article("one", 2).getBytes(UTF_8));
        Content earlier = Content.of(article("one", 1).getBytes(UTF_8));

        assertThat(written(
                        planner(CleanupPolicy.DELETE).planArticles(Map.of("a.md", later, "b.md", earlier), Set.of())))
                .containsExactlyInAnyOrder(
                        "file-states a.md published removed",
                        "file-states b.md shadowed",
                        "articles https://site.example/one");
    }

    @Test
    void shouldMoveAShadowedFileAlthoughItIsNotPublished() {
        Content update = Content.of(article("one", 1)
                .replace("title:", "updatedDateTime: 2026-03-02T00:00:00Z\ntitle:")
                .getBytes(UTF_8));
        Content original = Content.of(article("one", 1).getBytes(UTF_8));

        assertThat(written(
                        planner(CleanupPolicy.MOVE).planArticles(Map.of("a.md", original, "b.md", update), Set.of())))
                .containsExactlyInAnyOrder(
                        "file-states a.md shadowed removed",
                        "file-states b.md published removed",
                        "articles https://site.example/one");
    }

    @Test
    void shouldDeleteAShadowedFileOnceItIsPublished() {
        ChangePlanner removing = planner(CleanupPolicy.DELETE);
        disk.put("a.md", Content.of(article("one", 1).getBytes(UTF_8)));
        disk.put("b.md", Content.of(article("one", 2).getBytes(UTF_8)));
        removing.planArticles(disk, Set.of());

        TransactionBatch batch = removing.planArticles(Map.of(), Set.of("b.md"));

        assertThat(written(batch)).contains("file-states a.md published removed");
        assertThat(batch.files()).contains("a.md");
    }

    @Test
    void shouldRecordWhetherUnchangedFilesAreRemoved() {
        change("a.md", article("one", 1));
        ChangePlanner removing = planner(CleanupPolicy.MOVE);

        assertThat(written(removing.planCleanup(Set.of("a.md")))).containsExactly("file-states a.md published removed");
        assertThat(removing.planCleanup(Set.of("a.md")).isEmpty()).isTrue();
        assertThat(written(planner.planCleanup(Set.of("a.md")))).containsExactly("file-states a.md published");
    }

    private List<String> change(String path, String text) {
        return change(planner, path, text);
    }

    private List<String> change(ChangePlanner planner, String path, String text) {
        Content content = Content.of(text.getBytes(UTF_8));
        disk.put(path, content);
        return written(planner.planArticles(Map.of(path, content), Set.of()));
    }

    private List<String> remove(String path) {
        disk.remove(path);
        return written(planner.planArticles(Map.of(), Set.of(path)));
    }

    private List<String> written(TransactionBatch batch) {
        return batch.records().stream()
                .map(record -> record.topic() + " " + record.key() + suffix(record.topic(), record.value()))
                .toList();
    }

    private String suffix(String topic, byte[] value) {
        if (value == null) {
            return " gone";
        }
        if (!topic.equals(topics.fileStates.name())) {
            return "";
        }
        FileState file = topics.fileStates.values().deserializer().deserialize(topic, value);
        return " " + file.state().name().toLowerCase(Locale.ROOT) + (file.removedByIngest() ? " removed" : "");
    }

    private static String article(String name, int hour) {
        return """
                ---
                title: Number %s
                publishedDateTime: 2026-03-01T%02d:00:00Z
                webUrl: https://site.example/%s
                ---
                """.formatted(name, hour, name);
    }

    /** Counts how often a value is serialized. */
    private static final class CountingSerde<T> implements Serde<T> {
        private final Serde<T> serde;
        private final AtomicInteger serialized = new AtomicInteger();

        CountingSerde(Serde<T> serde) {
            this.serde = serde;
        }

        @Override
        public Serializer<T> serializer() {
            return (topic, value) -> {
                serialized.incrementAndGet();
                return serde.serializer().serialize(topic, value);
            };
        }

        @Override
        public Deserializer<T> deserializer() {
            return serde.deserializer();
        }
    }
}
