package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.IngestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest reads a folder as its {@code site.yaml} says, and follows changes of that file. */
class SiteFileIngestTest {
    private static final String SITE = """
            articles: [_posts]
            topics: _data/topics
            fields: {publishedDateTime: [date], webUrl: [link]}
            """;

    @TempDir
    private Path site;

    private IngestedSite ingested;

    @BeforeEach
    void openSite() throws IOException {
        ingested = new IngestedSite(site);
        write("site.yaml", SITE);
        write(
                "_posts/a.md",
                "---\ntitle: One\nheadline: Other\ndate: 2026-03-01\nlink: https://site.example/one\n---\n");
        write("_data/topics/ai.yaml", "name: AI\nkeywords: [ai]\ncolour: red\n");
        write("_data/topics/vision.yaml", "name: Vision\nparent: AI\n");
    }

    @AfterEach
    void closeSite() {
        ingested.close();
    }

    @Test
    void shouldReadAllFilesAgainWhenTheLayoutChanges() throws IOException {
        try (Ingest ingest = ingest()) {
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "One"));

            write("site.yaml", SITE.replace("fields: {", "fields: {title: [headline, title], "));
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "Other"));

            write("site.yaml", "artcles: [_posts]\n");
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "Other"));
        }
        // starts with an invalid layout: nothing is withdrawn
        try (Ingest ingest = ingest()) {
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "Other"));
            assertThat(ingested.files().get("site.yaml").state()).isEqualTo(FileState.State.REJECTED);

            write("site.yaml", SITE);
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "One"));
            assertThat(ingested.files().get("site.yaml").state()).isEqualTo(FileState.State.PUBLISHED);
        }
        int records = ingested.records(ingested.topics.articles);
        try (Ingest ingest = ingest()) {
            ingested.settle(ingest);
        }
        assertThat(ingested.records(ingested.topics.articles)).isEqualTo(records);
    }

    @Test
    void shouldFollowACatalogueOfSeveralFiles() throws IOException {
        try (Ingest ingest = ingest()) {
            ingested.settle(ingest);
            assertThat(newsTopics()).isEqualTo(Map.of("ai", "", "vision", "ai"));

            write("_data/topics/vision.yaml", "name: [broken\n");
            ingested.settle(ingest);
            assertThat(newsTopics()).isEqualTo(Map.of("ai", "", "vision", "ai"));
            assertThat(ingested.files().get("_data/topics/vision.yaml").state()).isEqualTo(FileState.State.REJECTED);

            Files.delete(site.resolve("_data/topics/vision.yaml"));
            ingested.settle(ingest);
            assertThat(newsTopics()).isEqualTo(Map.of("ai", ""));
            assertThat(ingested.files()).doesNotContainKey("_data/topics/vision.yaml");
        }
    }

    private Map<String, String> newsTopics() {
        return ingested.newsTopics();
    }

    private Ingest ingest() {
        return ingested.ingest(IngestSources.folder(site), IngestSettings.STANDARD);
    }

    private void write(String name, String text) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        // stable for longer than ingest waits
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
    }
}
