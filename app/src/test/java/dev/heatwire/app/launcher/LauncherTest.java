package dev.heatwire.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.heatwire.app.launcher.LauncherFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script {@code heatwire} in a small checkout whose Maven and Java are scripts, too. */
@Timeout(60)
class LauncherTest {
    @TempDir
    private Path folder;

    private LauncherFixture checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = LauncherFixture.create(folder.resolve("check out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run seeds --data d",
                "ingest seeds",
                "enrich",
                "rank --instance a",
                "sink",
                "serve --port 8080",
                "topics repair --every PT10S",
                "topics repair --every=PT10S"
            })
    void shouldGiveLongRunningCommandsBothCompilersAndAHeapByTheMachine(String command) throws Exception {
        Result result = checkout.run(command.split(" "));

        assertThat(result.java())
                .contains("-XX:MaxRAMPercentage=25")
                .doesNotContain("-XX:TieredStopAtLevel=1", "-Xmx512m")
                .endsWith(command.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--help",
                "run --once",
                "run seeds --once",
                "ingest --once seeds",
                "rank --help",
                "run -h",
                "topics create",
                "topics repair",
                "top --follow",
                "validate run",
                "explain rank"
            })
    void shouldStartShortCommandsWithOneCompilerAndASmallHeap(String command) throws Exception {
        Result result = checkout.run(command.split(" "));

        assertThat(result.java())
                .contains("-XX:TieredStopAtLevel=1", "-Xmx512m")
                .noneMatch(option -> option.startsWith("-XX:MaxRAMPercentage"))
                .endsWith(command.split(" "));
    }

    @Test
    void shouldStartWithoutACommand() throws Exception {
        assertThat(checkout.run().java()).contains("-Xmx512m").last().isEqualTo("dev.heatwire.app.cli.HeatwireCommand");
    }

    @Test
    void shouldPassArgumentsUnchanged() throws Exception {
        String[] arguments = {"validate", "my site", "", "*", "a\"b'c", "$HOME"};

        assertThat(checkout.run(arguments).java()).endsWith(arguments);
    }

    @Test
    void shouldLetTheOptionsOfTheUserWin() throws Exception {
        Result result = checkout.run(Map.of("HEATWIRE_OPTS", "-Xmx2g -Dpattern=*"), "rank");

        assertThat(result.java())
                .containsSubsequence("-XX:MaxRAMPercentage=25", "-Xmx2g", "-Dpattern=*", "-cp")
                .endsWith("rank");
    }

    @Test
    void shouldBuildOnceAndArchiveTheClasses() throws Exception {
        Result first = checkout.run("--version");
        Result second = checkout.run("--version");

        assertThat(first.err()).contains("building");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(second.java())
                .contains("-XX:SharedArchiveFile=" + checkout.home().resolve("app/target/classes.jsa"))
                .contains(checkout.home().resolve("app/target/lib/app.jar").toString());
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws Exception {
        checkout.run("--version");
        checkout.touchSource();

        checkout.run("--version");

        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void shouldStartThroughChainedRelativeLinks() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("my bin"));
        Path other = Files.createDirectories(folder.resolve("other/deep"));
        Path link = Files.createSymbolicLink(bin.resolve("heat"), Path.of("../other/deep/heatwire"));
        Files.createSymbolicLink(other.resolve("heatwire"), Path.of("../../check out/heatwire"));

        Result result = checkout.run(bin, Map.of(), link.toString(), "--version");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.java())
                .contains(checkout.home().resolve("app/target/lib/app.jar").toString());
        assertThat(bin).isDirectoryNotContaining(file -> !file.equals(link));
        assertThat(other).isDirectoryNotContaining(file -> !Files.isSymbolicLink(file));
    }

    @Test
    void shouldStartThroughALinkOfADirectory() throws Exception {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("current"), checkout.home());
        Path link = Files.createSymbolicLink(links.resolve("hw"), Path.of("current/heatwire"));

        Result result = checkout.run(folder, Map.of(), link.toString(), "--version");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.java())
                .contains(checkout.home().resolve("app/target/lib/app.jar").toString());
    }

    @Test
    void shouldStartFromAnyFolderWhateverCdPathIs() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("check out/app"));

        Result result = checkout.run(
                folder, Map.of("CDPATH", elsewhere.toString()), "/bin/sh", "check out/heatwire", "--version");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.java())
                .contains(checkout.home().resolve("app/target/lib/app.jar").toString());
        assertThat(elsewhere.resolve("check out/app")).isEmptyDirectory();
    }

    @Test
    void shouldRefuseToStartAsACopyOutsideOfACheckout() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path copy = Files.copy(checkout.home().resolve("heatwire"), bin.resolve("heatwire"));

        Result result = checkout.run(folder, Map.of(), "/bin/sh", copy.toString(), "--version");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("is not a Heatwire checkout");
        assertThat(bin).isDirectoryNotContaining(file -> !file.equals(copy));
    }

    @Test
    void shouldStartFromAnUnpackedReleaseWithoutWritingToIt() throws Exception {
        Path release = folder.resolve("my heatwire-1.0");
        Files.createDirectories(release.resolve("lib"));
        Path jar = Files.createFile(release.resolve("lib/app.jar"));
        Files.createDirectories(release.resolve("bin"));
        Files.copy(checkout.home().resolve("heatwire"), release.resolve("bin/heatwire"));
        Path link = Files.createSymbolicLink(folder.resolve("hw"), Path.of("my heatwire-1.0/bin/heatwire"));

        Result result = checkout.run(folder, Map.of(), "/bin/sh", link.toString(), "--version");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.java())
                .contains(jar.toRealPath().toString())
                .noneMatch(option -> option.startsWith("-XX:SharedArchiveFile"));
        assertThat(checkout.builds()).isZero();
        assertThat(release).isDirectoryNotContaining(file -> !file.endsWith("bin") && !file.endsWith("lib"));
    }

    @Test
    void shouldWriteNothingWhenTheBuildIsCurrent() throws Exception {
        checkout.run("--version");
        Map<Path, FileTime> before = checkout.files();

        assertThat(checkout.run("rank").exit()).isZero();

        assertThat(checkout.files()).isEqualTo(before);
    }

    @Test
    void shouldStartAnOlderBuildWhenTheCheckoutIsReadOnly() throws Exception {
        checkout.run("--version");
        Path target = checkout.home().resolve("app/target");
        Files.setLastModifiedTime(target.resolve("built"), FileTime.from(Instant.EPOCH));
        assertThat(target.toFile().setWritable(false)).isTrue();
        try {
            assumeThat(Files.isWritable(target))
                    .as("permissions bind this user")
                    .isFalse();

            Result result = checkout.run("--version");

            assertThat(result.exit()).isZero();
            assertThat(result.err()).contains("is read-only");
            assertThat(checkout.builds()).isEqualTo(1);
        } finally {
            assertThat(target.toFile().setWritable(true)).isTrue();
        }
    }
}
