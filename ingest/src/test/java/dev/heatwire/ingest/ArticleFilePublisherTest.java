package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.ingest.directory.FileCleaner;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.directory.SiteDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleFilePublisherTest {
    @TempDir
    private Path folder;

    private final IngestFixture ingest = new IngestFixture();
    private final List<Integer> progress = new ArrayList<>();
    private ChangeDetector changes;
    private ArticleFilePublisher publisher;

    @BeforeEach
    void openFolder() throws IOException {
        Files.createDirectories(folder.resolve("articles"));
        SiteDirectory directory = new SiteDirectory(folder, FileFilter.STANDARD);
        changes = new ChangeDetector(directory, ingest.fileStates, ingest.clock, Duration.ofMinutes(10));
        FileCleaner cleaner = new FileCleaner(
                directory,
                IngestSettings.STANDARD.cleanupPolicy(),
                IngestSettings.STANDARD.limits().articleBytes());
        publisher = new ArticleFilePublisher(
                ingest.context, directory, changes, new CleanupQueue(cleaner, ingest.fileStates));
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldForgetARemovedFolderInTransactionsOfBoundedSize() throws IOException {
        write("new");
        remove(1_200);

        publish(() -> false);

        assertThat(ingest.committedFiles()).extracting(List::size).containsExactly(1, 500, 500, 200);
        assertThat(ingest.committedFiles().get(0)).as("removed files come last").containsExactly("articles/new.md");
        assertThat(ingest.committedFiles().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(ingest.fileStates.files()).containsOnlyKeys("articles/new.md");
    }

    @Test
    void shouldStopBetweenTheTransactionsOfARemovedFolder() {
        remove(1_200);

        publish(() -> ingest.committed.size() == 1);
        assertThat(ingest.fileStates.files()).hasSize(700);

        changes.scanAll();
        publish(() -> false);
        assertThat(ingest.fileStates.files()).isEmpty();
    }

    @Test
    void shouldReportProgressOfUnchangedFilesToo() throws IOException {
        for (int file = 0; file < 1_200; file++) {
            write("file-" + file);
        }
        changes.scanAll();
        publish(() -> false);
        assertThat(progress).containsExactly(500, 1_000);

        ingest.clock.now = ingest.clock.now.plus(Duration.ofMinutes(10));
        changes.scanAll();
        assertThat(changes.toRead()).isEqualTo(1_200);
        publish(() -> false);
        assertThat(progress).containsExactly(500, 1_000, 500, 1_000);
        assertThat(ingest.committed).hasSize(3);
    }

    /** Two scans, some time apart, do not find files that were published before. */
    private void remove(int files) {
        for (int file = 0; file < files; file++) {
            ingest.publishedBefore("articles/old-%04d.md".formatted(file));
        }
        changes.scanAll();
        ingest.clock.now = ingest.clock.now.plusSeconds(1);
        changes.scanAll();
        assertThat(changes.removed()).hasSize(files);
    }

    private int publish(BooleanSupplier stop) {
        return publisher.publishChanges(Set.of(), stop, progress::add);
    }

    private void write(String name) throws IOException {
        Path file = Files.writeString(folder.resolve("articles/" + name + ".md"), IngestFixture.article(name));
        Files.setLastModifiedTime(file, FileTime.from(IngestFixture.NOON.minusSeconds(60)));
    }
}
