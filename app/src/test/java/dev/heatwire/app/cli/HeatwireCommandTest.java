package dev.heatwire.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatwireCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldRequireASourceForIngest() {
        assertThat(execute("ingest")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("heatwire: name a site folder, or give --from-topic");
    }

    @Test
    void shouldRequireASiteForRunOnAnotherClusterGivenByFlag() {
        assertThat(execute("run", "--bootstrap-servers=127.0.0.1:1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("heatwire: SITE is required with bootstrap servers");
    }

    @Test
    void shouldRequireASiteForRunOnAnotherClusterGivenInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("heatwire.properties"), "bootstrap-servers=127.0.0.1:1\n");

        assertThat(execute("run", "--config=" + file)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("heatwire: SITE is required with bootstrap servers");
    }

    @Test
    void shouldPrintTheReasonOfAUsageErrorAndHowToGetHelp() {
        assertThat(execute("validate", "--formt=json")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines())
                .containsExactly(
                        "heatwire: Unknown option: '--formt=json'",
                        "Possible solutions: --format",
                        "try: heatwire validate --help");
    }

    @Test
    void shouldSayThatAFileDoesNotExist() {
        assertThat(execute("publish", "absent.md", "--bootstrap-servers=127.0.0.1:1"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString().lines()).containsExactly("heatwire: absent.md does not exist");
    }

    @Test
    void shouldSayOnceWhichFilesAreLeftOut(@TempDir Path site) throws IOException {
        Files.createDirectories(site.resolve("articles"));
        Files.writeString(site.resolve("articles/a.txt"), "text");
        PrintStream stderr = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            execute("validate", site.toString());
        } finally {
            System.setErr(stderr);
        }

        assertThat((out + log.toString(StandardCharsets.UTF_8)).lines().filter(line -> line.contains("articles/a.txt")))
                .hasSize(1);
    }

    @Test
    void shouldPrintTheStoriesOfASite() {
        assertThat(execute("stories", "../seeds")).isEqualTo(ExitCode.DONE);

        assertThat(out.toString())
                .startsWith("CNET: IBM to withdraw from facial recognition market out of profiling fears")
                .contains("  SiliconANGLE: IBM to stop selling", "same story as https://cnet.com/", "is needed")
                // the words of the site's topics, such as the keyword facial recognition, weigh nothing
                .doesNotContain("facial and", "facial,", "recognition,", "recognition and");
    }

    @Test
    void shouldSayThatAFolderIsNoSiteAndHowManyFilesHaveNoStory(@TempDir Path site) throws IOException {
        assertThat(execute("stories", site.toString())).isEqualTo(ExitCode.USAGE);

        Files.createDirectories(site.resolve("articles"));
        Files.writeString(site.resolve("articles/a.md"), "no front matter");
        assertThat(execute("stories", site.toString())).isEqualTo(ExitCode.SOME_REJECTED);
        assertThat(out.toString()).contains("0 of 0 articles are in 0 stories");
        assertThat(err.toString()).contains("1 file rejected; `heatwire validate " + site + "` says why");
    }

    @Test
    void shouldFindFewerStoriesWithACarefulThreshold() {
        execute("stories", "../examples/aggregator");
        assertThat(out.toString()).contains("259 of 320 articles are in 36 stories");
        out.getBuffer().setLength(0);

        execute("stories", "../examples/aggregator", "--threshold=careful");
        assertThat(out.toString()).contains("where 0.86 is needed", "255 of 320 articles are in 36 stories");
        assertThat(execute("stories", "../seeds", "--threshold=loose")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldPrintTheVersionOfTheBuild() throws IOException {
        Matcher version = Pattern.compile("<version>(.+?)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(execute("--version")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).isEqualTo("heatwire " + version.group(1));
    }

    private int execute(String... arguments) {
        return HeatwireCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
