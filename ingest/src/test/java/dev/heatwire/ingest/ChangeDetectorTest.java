package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.ingest.directory.DirectoryWatcher;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.directory.ManualClock;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.directory.WriteStabilityCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files are checked, and when a full scan runs; a "silent" file is one without a file event. */
class ChangeDetectorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int LIMIT = 1_000;

    @TempDir
    private Path temp;

    private final FileStateIndex fileStates = new FileStateIndex(Map.of());
    private final ManualClock clock = new ManualClock(NOON);
    private Path root;
    private ChangeDetector detector;

    @BeforeEach
    void readTheFirstFile() throws IOException {
        // file events have the real path
        root = Files.createDirectories(temp.resolve("site")).toRealPath();
        Files.createDirectories(root.resolve("articles"));
        detector = new ChangeDetector(
                new SiteDirectory(root, FileFilter.STANDARD), fileStates, clock, Duration.ofMinutes(10));
        write("articles/old.md");
        assertThat(scanChanged()).containsExactly("articles/old.md");
        read("articles/old.md");
        assertThat(scanChanged()).isEmpty();
    }

    @Test
    void shouldCheckOnlyChangedFiles() throws IOException {
        write("articles/new.md");
        write("articles/silent.md");

        assertThat(scanChanged("articles/new.md")).containsExactly("articles/new.md");
        assertThat(scanChanged()).containsExactly("articles/new.md");
    }

    @Test
    void shouldReadAChangedFileAgain() throws IOException {
        Files.writeString(root.resolve("articles/old.md"), "more text");
        touch("articles/old.md", NOON.minusSeconds(30));

        assertThat(scanChanged("articles/old.md")).containsExactly("articles/old.md");
        read("articles/old.md");
        assertThat(scanChanged("articles/old.md")).isEmpty();
    }

    @Test
    void shouldCheckAFileAgainThatIsBeingWritten() throws IOException {
        write("articles/new.md");
        touch("articles/new.md", NOON);
        scanChanged("articles/new.md");
        assertThat(detector.readIfStable("articles/new.md", LIMIT)).isEmpty();
        assertThat(detector.waiting()).isOne();

        touch("articles/new.md", NOON.plusMillis(1));
        clock.now = NOON.plus(WriteStabilityCheck.STABLE_FOR);
        scanChanged();
        assertThat(detector.readIfStable("articles/new.md", LIMIT)).isEmpty();

        clock.now = clock.now.plusMillis(1);
        scanChanged();
        assertThat(detector.readIfStable("articles/new.md", LIMIT)).isPresent();
        assertThat(detector.waiting()).isZero();
    }

    @Test
    void shouldFindASilentFileWithinASecond() throws IOException {
        write("articles/silent.md");

        clock.now = NOON.plusMillis(999);
        assertThat(scanChanged()).isEmpty();
        clock.now = NOON.plusSeconds(1);
        assertThat(scanChanged()).containsExactly("articles/silent.md");
    }

    @Test
    void shouldFindASilentFileWhenTheClockIsSetBack() throws IOException {
        write("articles/silent.md");

        clock.now = NOON.minus(Duration.ofDays(1));
        assertThat(scanChanged()).containsExactly("articles/silent.md");
    }

    @Test
    void shouldScanTheWholeFolderWhenEventsWereLost() throws IOException {
        write("articles/silent.md");

        detector.scanChanged(new DirectoryWatcher.Changes(Set.of(), false));

        assertThat(detector.unread()).containsExactly("articles/silent.md");
    }

    @Test
    void shouldScanTheWholeFolderWhenAFolderAppears() throws IOException {
        write("articles/folder/silent.md");

        assertThat(scanChanged("articles/folder")).containsExactly("articles/folder/silent.md");
    }

    @Test
    void shouldReportAMissingFileAsRemovedOnlyAfterTheGracePeriod() throws IOException {
        fileStates.put("articles/old.md", PUBLISHED);
        Files.delete(root.resolve("articles/old.md"));

        scanChanged("articles/old.md");
        assertThat(detector.waiting()).isOne();
        assertThat(detector.removed()).isEmpty();

        clock.now = NOON.plusMillis(699);
        scanChanged();
        assertThat(detector.removed()).isEmpty();
        clock.now = NOON.plusMillis(700);
        scanChanged();
        assertThat(detector.removed()).containsExactly("articles/old.md");
        assertThat(detector.waiting()).isZero();

        fileStates.remove("articles/old.md");
        scanChanged();
        assertThat(detector.removed()).isEmpty();
    }

    @Test
    void shouldReadAFileAgainThatHasNoFileState() {
        fileStates.remove("articles/old.md");

        clock.now = NOON.plusSeconds(1);
        assertThat(scanChanged()).containsExactly("articles/old.md");
    }

    @Test
    void shouldNotScanTheWholeFolderForATemporaryFile() throws IOException {
        write("articles/silent.md");
        write("articles/there.md.tmp");
        write("README.md");

        assertThat(scanChanged("articles/gone.md.tmp", "articles/there.md.tmp", "README.md"))
                .isEmpty();
    }

    @Test
    void shouldReadChangedReferenceFiles() throws IOException {
        write("topics.yaml");

        assertThat(scanChanged("topics.yaml")).containsExactly("topics.yaml");
    }

    @Test
    void shouldNotReadAnUnreadFileThatBecameALinkOutOfTheFolder() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret.md"), "text");
        write("articles/new.md");
        Files.setLastModifiedTime(secret, Files.getLastModifiedTime(root.resolve("articles/new.md")));
        scanChanged("articles/new.md");

        Files.delete(root.resolve("articles/new.md"));
        Files.createSymbolicLink(root.resolve("articles/new.md"), secret);
        scanChanged("articles/new.md");

        assertThat(detector.readIfStable("articles/new.md", LIMIT)).isEmpty();
    }

    /** In milliseconds. */
    @ParameterizedTest
    @CsvSource({"0, 1000", "52, 1000", "53, 1007", "526, 9994", "527, 10000", "60000, 10000"})
    void shouldWaitLongerAfterALongScan(long scanTime, long interval) {
        assertThat(ChangeDetector.intervalAfter(Duration.ofMillis(scanTime))).isEqualTo(Duration.ofMillis(interval));
    }

    /** The unread files after file events for these paths. */
    private Set<String> scanChanged(String... changed) {
        Set<Path> paths = new HashSet<>();
        for (String path : changed) {
            paths.add(root.resolve(path));
        }
        detector.scanChanged(new DirectoryWatcher.Changes(paths, true));
        return detector.unread();
    }

    private void read(String path) {
        assertThat(detector.readIfStable(path, LIMIT)).isPresent();
        fileStates.put(path, PUBLISHED);
    }

    private void write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "text");
        touch(path, NOON.minusSeconds(60));
    }

    private void touch(String path, Instant modified) throws IOException {
        Files.setLastModifiedTime(root.resolve(path), FileTime.from(modified));
    }

    private static final FileState PUBLISHED = new FileState(
            State.PUBLISHED,
            Optional.of("hash"),
            false,
            Optional.of("id"),
            Optional.of(NOON),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            NOON);
}
