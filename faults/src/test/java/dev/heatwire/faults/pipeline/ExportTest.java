package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.json.Json;
import dev.heatwire.faults.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The feeds of a site become files, and follow its articles. */
class ExportTest {
    private static final String PUBLIC_URL = "--public-url=https://example.com/feeds";

    private static final String LEAD =
            "2020-06-10-ibm-to-withdraw-from-facial-recognition-market-out-of-profiling-fears.md";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldExportTheFeedsOfASiteOnce() throws IOException {
        Path out = folder.resolve("out");
        heatwire("once-", "run", TestSite.SEEDS.toString(), "--once", "--data=" + folder.resolve("data"));

        assertThat(heatwire("once-", "export", out.toString(), PUBLIC_URL, "--title=Example"))
                .isEqualTo("14 files written, 0 unchanged, 0 removed\n");
        List<Path> files = files(out);
        JsonNode feed = Json.MAPPER.readTree(Files.readAllBytes(out.resolve("news/computer-vision/feed.json")));
        assertThat(feed.get("title").stringValue()).isEqualTo("Example: news, Computer Vision");
        assertThat(feed.get("feed_url").stringValue())
                .isEqualTo("https://example.com/feeds/news/computer-vision/feed.json");
        assertThat(feed.at("/items/0/_heatwire/heat").intValue()).isEqualTo(129);

        assertThat(heatwire("once-", "export", out.toString(), PUBLIC_URL, "--title=Example"))
                .isEqualTo("0 files written, 14 unchanged, 0 removed\n");
        assertThat(files(out)).isEqualTo(files);
        assertThat(heatwire("once-", "export", folder.resolve("hugo").toString(), "--format=hugo,rss"))
                .isEqualTo("4 files written, 0 unchanged, 0 removed\n");
    }

    @Test
    void shouldExportBesideARun() throws IOException {
        Path out = folder.resolve("out");
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));

        run("run-", site, out);
        assertThat(out.resolve("news/atom.xml")).exists();

        Files.delete(site.article(LEAD));
        run("run-", site, out);
        assertThat(out.resolve("news/computer-vision")).doesNotExist();
        assertThat(data(out).get("feeds").has("news/computer-vision")).isFalse();
    }

    @Test
    void shouldFollowTheFeedUntilItIsStopped() throws Exception {
        Path out = folder.resolve("out");
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        List<String> cluster = cluster("follow-");
        try (ChildProcess export = ChildProcess.heatwire(
                folder.resolve("log"), "export", out.toString(), "--follow", cluster.get(0), cluster.get(1))) {
            heatwire("follow-", "run", site.root().toString(), "--once", "--data=" + folder.resolve("data"));
            await().atMost(TIMEOUT).until(() -> Files.exists(out.resolve("_data/heatwire.json")));

            site.replace("articles/" + LEAD, "IBM to withdraw", "IBM will withdraw");
            heatwire("follow-", "run", site.root().toString(), "--once", "--data=" + folder.resolve("data"));
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(
                                    data(out).at("/feeds/news/entries/0/title").stringValue())
                            .startsWith("IBM will withdraw"));

            export.terminate();
            assertThat(export.hasEndedWithin(TIMEOUT)).isTrue();
            assertThat(export.exitValue()).isZero();
        }
    }

    private static JsonNode data(Path out) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(out.resolve("data/heatwire.json")));
    }

    private void run(String prefix, TestSite site, Path out) {
        heatwire(
                prefix, "run", site.root().toString(), "--once", "--data=" + folder.resolve("data"), "--export=" + out);
    }

    private static String heatwire(String prefix, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(cluster(prefix));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        return run.out();
    }

    private static List<String> cluster(String prefix) {
        return List.of("--bootstrap-servers=" + SharedBroker.address(), "--topic-prefix=export-" + prefix);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        }
    }
}
