package dev.heatwire.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.Content;
import dev.heatwire.ingest.directory.FileFilter;
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
import org.junit.jupiter.api.Test;

class ChangePlannerTest {
    private final Topics topics = Topics.withPrefix("");
    private final FileStateIndex site = new FileStateIndex(Map.of());
    private final Map<String, Content> disk = new HashMap<>();
    private final ChangePlanner publication = publication(CleanupPolicy.KEEP);

    private ChangePlanner publication(CleanupPolicy after) {
        return new ChangePlanner(
                topics,
                new IngestSettings(Limits.STANDARD, FileFilter.STANDARD, after, Duration.ofMinutes(10)),
                Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC),
                any -> true,
                site,
                path -> Optional.ofNullable(disk.get(path)));
    }

    @Test
    void shouldPublishAnArticleAndItsFileTogether() {
        assertThat(change("a.md", article("one", 1)))
                .containsExactlyInAnyOrder("file-states a.md published", "articles https://site.example/one");
    }

    @Test
    void shouldPublishAnEditAndNothingForANewName() {
        change("a.md", article("one", 1));

        assertThat(change("a.md", article("one", 2))).contains("articles https://site.example/one");
        assertThat(change("b.md", article("one", 2))).containsExactlyInAnyOrder("file-states b.md shadowed");
        assertThat(remove("a.md")).containsExactlyInAnyOrder("file-states a.md gone", "file-states b.md published");
    }

    @Test
    void shouldWithdrawTheArticleOfAFileThatGoes() {
        change("a.md", article("one", 1));

        assertThat(remove("a.md"))
                .containsExactlyInAnyOrder("file-states a.md gone", "articles https://site.example/one gone");
    }

    @Test
    void shouldWithdrawAnArticleThatBecomesAnother() {
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
    void shouldLetTheLaterOfTwoFilesSpeakAndTheOtherTakeOver() {
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
    void shouldSkipAShadowedFileThatChangedMeanwhile() {
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
    void shouldRejectAnArticleThatIsTooLargeForARecord() {
        String text = article("one", 1) + "\u0001".repeat(300_000);

        change("a.md", text);

        assertThat(site.file("a.md").map(FileState::state)).contains(State.REJECTED);
        assertThat(site.file("a.md").orElseThrow().problems()).containsExactly(ParseResult.TOO_LARGE_FOR_A_RECORD);
    }

    @Test
    void shouldLetATakenFileSpeakUntilAnotherDoes() {
        ChangePlanner taking = publication(CleanupPolicy.MOVE);
        assertThat(change(taking, "a.md", article("one", 5)))
                .containsExactlyInAnyOrder("file-states a.md published taken", "articles https://site.example/one");

        assertThat(change(taking, "b.md", article("one", 1)))
                .containsExactlyInAnyOrder(
                        "file-states a.md gone",
                        "file-states b.md published taken",
                        "articles https://site.example/one");
    }

    @Test
    void shouldKeepATakenArticleWhenItsPathIsUsedForAnother() {
        ChangePlanner taking = publication(CleanupPolicy.MOVE);
        change(taking, "a.md", article("one", 1));
        String kept = "a.md#" + disk.get("a.md").sha256().substring(0, 12);

        assertThat(change(taking, "a.md", article("two", 1)))
                .containsExactlyInAnyOrder(
                        "file-states " + kept + " published taken",
                        "file-states a.md published taken",
                        "articles https://site.example/two");
        assertThat(change(taking, "a.md", "broken")).noneMatch(line -> line.endsWith("gone"));
        assertThat(site.file("a.md").map(FileState::state)).contains(State.REJECTED);
        assertThat(site.publishedHash("https://site.example/two")).isPresent();
    }

    @Test
    void shouldLetTheLaterOfTwoTakenFilesOfOneBatchSpeak() {
        Content later = Content.of(article("one", 2).getBytes(UTF_8));
        Content earlier = Content.of(article("one", 1).getBytes(UTF_8));

        assertThat(written(
                        publication(CleanupPolicy.DELETE).ofArticles(Map.of("a.md", later, "b.md", earlier), Set.of())))
                .containsExactlyInAnyOrder(
                        "file-states a.md published taken",
                        "file-states b.md shadowed taken",
                        "articles https://site.example/one");
    }

    @Test
    void shouldSayOfFilesInPlaceWhetherTheyAreTaken() {
        change("a.md", article("one", 1));
        ChangePlanner taking = publication(CleanupPolicy.MOVE);

        assertThat(written(taking.ofTaking(Set.of("a.md")))).containsExactly("file-states a.md published taken");
        assertThat(taking.ofTaking(Set.of("a.md")).isEmpty()).isTrue();
        assertThat(written(publication.ofTaking(Set.of("a.md")))).containsExactly("file-states a.md published");
    }

    private List<String> change(String path, String text) {
        return change(publication, path, text);
    }

    private List<String> change(ChangePlanner publication, String path, String text) {
        Content content = Content.of(text.getBytes(UTF_8));
        disk.put(path, content);
        return written(publication.ofArticles(Map.of(path, content), Set.of()));
    }

    private List<String> remove(String path) {
        disk.remove(path);
        return written(publication.ofArticles(Map.of(), Set.of(path)));
    }

    private List<String> written(TransactionBatch outbox) {
        return outbox.records().stream()
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
        return " " + file.state().name().toLowerCase(Locale.ROOT) + (file.removedByIngest() ? " taken" : "");
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
}
