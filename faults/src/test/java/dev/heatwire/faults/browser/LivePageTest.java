package dev.heatwire.faults.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.heatwire.faults.process.ChildProcess;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is put into the folder of {@code heatwire run} reaches those who follow its page. */
@Tag("full")
class LivePageTest {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_MILLIS = 2_000;
    private static final Path SEEDS = Path.of("..", "seeds");
    private static final Pattern ADDRESS = Pattern.compile("page on (http://\\S+)");

    @TempDir
    private Path folder;

    private ChildProcess heatwire;
    private URI address;

    @BeforeEach
    void start() throws Exception {
        Path site = folder.resolve("site");
        try (Stream<Path> files = Files.walk(SEEDS)) {
            for (Path file : files.toList()) {
                Files.copy(file, site.resolve(SEEDS.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        heatwire = ChildProcess.heatwire(folder.resolve("log"), "run", site.toString());
        await().atMost(START_TIMEOUT)
                .until(() -> ADDRESS.matcher(heatwire.logSinceStart()).find());
        Matcher printed = ADDRESS.matcher(heatwire.logSinceStart());
        printed.find();
        address = URI.create(printed.group(1));
        await().atMost(START_TIMEOUT).until(() -> heatwire.output().contains("IBM to withdraw"));
        // the first change warms up the path of the next
        put("warm-up");
        await().atMost(START_TIMEOUT).until(() -> heatwire.output().contains("Breaking: warm-up"));
    }

    @AfterEach
    void stop() {
        if (heatwire != null) {
            heatwire.close();
        }
    }

    @Test
    void shouldShowANewFileOnTheOpenPageWithinTwoSeconds() throws Exception {
        try (Browser browser = Browser.start()) {
            Page page = browser.chromium().newPage();
            page.navigate(address + "/news");
            assertThat(page.locator("ol.entries")).containsText("warm-up");
            page.evaluate("window.same = true");
            put("on the page");

            assertThat(page.locator("ol.entries"))
                    .containsText("Breaking: on the page", new ContainsTextOptions().setTimeout(MAX_MILLIS));
            assertThat(page.evaluate("window.same")).isEqualTo(true);
        }
    }

    @Test
    void shouldSendANewFileAsAnEventWithinTwoSeconds() throws Exception {
        try (BufferedReader events = new BufferedReader(
                new InputStreamReader(address.resolve("/events/news").toURL().openStream(), StandardCharsets.UTF_8))) {
            assertThat(events.lines().filter(line -> line.startsWith("data:")).findFirst())
                    .isPresent();
            CompletableFuture<Boolean> event = CompletableFuture.supplyAsync(
                    () -> events.lines().anyMatch(line -> line.contains("Breaking: an event")));
            put("an event");

            assertThat(event.get(MAX_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    /** Written beside the folder and moved, so that the file appears complete. */
    private void put(String name) throws Exception {
        String slug = name.replace(' ', '-');
        Path file = folder.resolve(slug + ".md");
        Files.writeString(file, """
                ---
                category: news
                title: "Breaking: %s"
                publishedDateTime: %s
                webUrl: https://www.cnet.com/news/%s
                ampWebUrl: https://www.cnet.com/google-amp/news/%s
                type: video
                provider: {name: CNET, domain: cnet.com}
                ---
                """.formatted(name, Instant.now().minusSeconds(60), slug, slug));
        Files.move(file, folder.resolve("site").resolve("articles").resolve(slug + ".md"));
    }
}
