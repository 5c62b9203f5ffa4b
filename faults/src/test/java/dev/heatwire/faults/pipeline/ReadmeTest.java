package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.broker.SharedBroker;
import dev.heatwire.faults.process.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in the README print what it shows. */
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
    void shouldRunTheTestCommandOfTheReadmeInTheGate() throws IOException {
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
        // marks the build as up to date, so that the script does not build again
        Files.writeString(ROOT.resolve("app/target/built"), "");
        ExternalCommand.Result result = ExternalCommand.of("sh", "-c", command)
                .in(ROOT)
                .with(Map.of("JAVA_HOME", System.getProperty("java.home")))
                .run();
        assertThat(result.err()).as("stderr").doesNotContain("building").doesNotContain("ERROR");
        assertThat(result.exitCode()).isEqualTo(exitCode);
        return result.out();
    }
}
