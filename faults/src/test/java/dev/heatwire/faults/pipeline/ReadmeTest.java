package dev.heatwire.faults.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.broker.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what its commands print. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh)?\\n(.*?)^```$");

    @TempDir
    private Path folder;

    @Test
    void shouldPrintWhatTheReadmeShows() throws Exception {
        List<String> blocks = blocks();
        int command = blocks.indexOf("./heatwire run --once\n");
        assertThat(command).as("the main command").isNotNegative();

        assertThat(run(blocks.get(command).strip(), 0).strip())
                .isEqualTo(blocks.get(command + 1).strip());
    }

    @Test
    @Tag("full")
    void shouldListABrokenFileAsTheReadmeShows() throws Exception {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        site.write("articles/broken.md", "---\ntitle: Broken\ntopics:\n\t- AI\n---\n");
        String shown = blocks().stream()
                .filter(block -> block.startsWith("rejected:"))
                .findFirst()
                .orElseThrow();

        assertThat(run("./heatwire run --once " + site.root(), 3)).contains(shown.strip());
    }

    @Test
    @Tag("full")
    void shouldExplainAsTheReadmeShows() throws Exception {
        List<String> blocks = blocks();
        String command = blocks.stream()
                .filter(block -> block.startsWith("./heatwire explain"))
                .findFirst()
                .orElseThrow();
        String shown = blocks.get(blocks.indexOf(command) + 1);
        String cluster = " --bootstrap-servers " + SharedBroker.address() + " --topic-prefix readme-";
        run("./heatwire run seeds --once --data " + folder.resolve("data") + cluster, 0);

        assertThat(run(command.strip() + cluster, 0).strip()).isEqualTo(shown.strip());
    }

    @Test
    void shouldTestWithTheCommandThatTheReadmeShows() throws IOException {
        assertThat(blocks()).contains("./mvnw verify\n");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("./mvnw").contains("verify");
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    private String run(String command, int exitCode) throws IOException, InterruptedException {
        // this build is the newest there is; the script must not start another one
        Files.writeString(ROOT.resolve("app/target/built"), "");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err, UTF_8))
                .as("stderr")
                .doesNotContain("building")
                .doesNotContain("ERROR");
        assertThat(process.exitValue()).isEqualTo(exitCode);
        return Files.readString(out, UTF_8);
    }
}
