package dev.heatwire.faults.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Samples;
import dev.heatwire.events.json.Json;
import dev.heatwire.faults.process.ExternalCommand;
import dev.heatwire.web.WebContent;
import dev.heatwire.web.WebServer;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.feed.FeedStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Programs that people read feeds with read ours, and show the titles as the article files have them. */
@Tag("full")
class FeedReadersTest {
    private static final List<String> TITLES =
            List.of("A plain title", "Tom & Jerry <3 \"quotes\"", "Überschrift 日本 🗞");
    /** The last character is none that XML 1.0 has. */
    private static final List<String> IN_FILES =
            List.of("A plain title", "Tom &amp; Jerry &lt;3 \"quotes\"", "Überschrift 日本 🗞\uFFFE");

    private static final String FEEDSMITH = "feedsmith@3.0.1";

    @TempDir
    private Path folder;

    private final FeedStore store = new FeedStore(Clock.systemUTC());
    private WebServer server;

    @BeforeEach
    void start() {
        server = WebServer.start("127.0.0.1", 0, WebSettings.DEFAULTS, WebContent.of(store, Clock.systemUTC()));
        store.replace(Map.of("news", Samples.feed(article(0), article(1), article(2))));
    }

    private static RankedArticle article(int number) {
        return Samples.ranked(
                Samples.enriched("a" + number).title(IN_FILES.get(number)).build(), 100 - number);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom.xml", "rss.xml"})
    void shouldBeReadBySfeed(String name) throws Exception {
        require("sfeed_plain", "-v");
        Path feed = download(name);

        // time, title, link, content, content type, id …
        List<String[]> items = ExternalCommand.of("sh", "-c", "sfeed < " + feed)
                .output()
                .lines()
                .map(line -> line.split("\t"))
                .toList();

        assertThat(items).extracting(item -> item[1]).containsExactlyElementsOf(TITLES);
        assertThat(items).extracting(item -> item[2]).containsExactlyElementsOf(ids());
        assertThat(items).extracting(item -> item[5]).containsExactlyElementsOf(ids());
        assertThat(items).extracting(item -> item[0]).containsOnly(Long.toString(Samples.NOON.getEpochSecond()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom.xml", "rss.xml"})
    void shouldBeReadByNewsboat(String name) throws Exception {
        require("newsboat", "-h");
        Path urls = Files.writeString(folder.resolve("urls"), address(name) + "\n");
        List<String> newsboat = List.of(
                "newsboat",
                "-u",
                urls.toString(),
                "-c",
                folder.resolve("cache.db").toString(),
                "-x");
        Map<String, String> home = Map.of("HOME", folder.toString(), "TERM", "dumb");

        newsboat(newsboat, "reload").with(home).output();

        assertThat(newsboat(newsboat, "print-unread").with(home).output()).contains("3 unread articles");
    }

    private static ExternalCommand newsboat(List<String> command, String task) {
        return ExternalCommand.of(
                Stream.concat(command.stream(), Stream.of(task)).toList());
    }

    @Test
    void shouldBeReadByFeedsmith() throws Exception {
        require("npm", "--version");
        boolean installed = ExternalCommand.of("npm", "install", "--no-audit", "--no-fund", FEEDSMITH)
                .in(folder)
                .succeeds();
        assumeTrue(installed || isRequired("NODE"), FEEDSMITH + " cannot be installed");
        Files.writeString(folder.resolve("read.mjs"), """
                import { parseFeed } from "feedsmith";
                import { readFileSync } from "node:fs";
                const feeds = process.argv.slice(2).map((file) => parseFeed(readFileSync(file, "utf8")));
                console.log(JSON.stringify(feeds));
                """);

        JsonNode feeds = Json.MAPPER.readTree(ExternalCommand.of(
                        "node",
                        "read.mjs",
                        download("feed.json").toString(),
                        download("atom.xml").toString(),
                        download("rss.xml").toString())
                .in(folder)
                .output());

        assertThat(feeds).extracting(feed -> feed.get("format").asString()).containsExactly("json", "atom", "rss");
        for (JsonNode feed : feeds) {
            JsonNode items = feed.get("feed").get(feed.get("format").asString().equals("atom") ? "entries" : "items");
            assertThat(items).extracting(item -> title(item.get("title"))).containsExactlyElementsOf(TITLES);
        }
    }

    /** Some formats have a type beside the text. */
    private static String title(JsonNode title) {
        return title.isObject() ? title.get("value").asString() : title.asString();
    }

    private static List<String> ids() {
        return Stream.of("a0", "a1", "a2").map(Samples::id).toList();
    }

    private String address(String name) {
        return "http://127.0.0.1:" + server.port() + "/news/" + name;
    }

    private Path download(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream feed = URI.create(address(name)).toURL().openStream()) {
            Files.write(file, feed.readAllBytes());
        }
        return file;
    }

    /** Skips the test where the program is not installed, unless the build requires it. */
    private static void require(String... command) throws IOException, InterruptedException {
        boolean installed = ExternalCommand.of(command).run().exitCode() != 127;
        assumeTrue(installed || isRequired(command[0].equals("npm") ? "NODE" : "READERS"), command[0] + " is missing");
    }

    private static boolean isRequired(String what) {
        return "true".equals(System.getenv("HEATWIRE_REQUIRE_" + what));
    }
}
