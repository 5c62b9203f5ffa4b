package dev.heatwire.faults.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.Reasons;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.web.WebContent;
import dev.heatwire.web.WebServer;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.feed.FeedStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("full")
class PageTest {
    private static final String HOSTILE = "\"'><script>hit()</script><img src=x onerror=hit()><svg onload=hit()>";

    private static Browser browser;

    private final FeedStore store = new FeedStore(Clock.systemUTC());
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private WebServer server;
    private BrowserContext context;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() {
        server = WebServer.start("127.0.0.1", 0, WebSettings.DEFAULTS, WebContent.of(store, Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
        server.close();
    }

    @Test
    void shouldBeCompleteWithoutScript() {
        show("First", "Second");
        Page page = open(new NewContextOptions().setJavaScriptEnabled(false));

        assertThat(page.locator("ol.entries > li")).hasCount(2);
        page.locator("summary", new Page.LocatorOptions().setHasText("Why"))
                .first()
                .click();
        assertThat(page.getByText("image +20, keyword").first()).isVisible();
        assertThat(page.locator("button:visible")).hasCount(0);
        page.getByText("Details").first().click();
        assertThat(page.getByText("has at least one image")).isVisible();
        assertThat(page.getByText("Covered by")).isVisible();
    }

    @Test
    void shouldExplainPointByPointInPlace() {
        show("First", "Second");
        Page page = open(new NewContextOptions());
        page.locator("summary", new Page.LocatorOptions().setHasText("Why"))
                .first()
                .click();

        assertThat(page.getByText("has at least one image")).isVisible();
        assertThat(page.getByText("Covered by")).isVisible();
    }

    @Test
    void shouldShowAChangeWithoutReload() {
        show("First");
        Page page = open(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        waitForEvents();
        page.evaluate("window.same = true");
        show("New on top", "First");

        assertThat(page.locator("ol.entries > li").first()).containsText("New on top");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("1 change shown");
        assertThat(page.evaluate("window.same")).isEqualTo(true);
    }

    @Test
    void shouldNotMoveRowsUnderThePointer() {
        show("First");
        Page page = open(new NewContextOptions());
        waitForEvents();
        page.locator("ol.entries > li").first().hover();
        show("New on top", "First");

        assertThat(page.getByText("1 change: show")).isVisible();
        assertThat(page.locator("ol.entries > li")).hasCount(1);
        page.getByText("1 change: show").click();
        assertThat(page.locator("ol.entries > li")).hasCount(2);
        assertThat(page.getByText("1 change: show")).isHidden();
    }

    @Test
    void shouldPauseByKeyboard() {
        show("First");
        Page page = open(new NewContextOptions());
        waitForEvents();
        page.getByText("Pause").focus();
        page.keyboard().press("Enter");
        show("New on top", "First");

        assertThat(page.getByText("1 change: show")).isVisible();
        assertThat(page.locator("ol.entries > li")).hasCount(1);
        page.getByText("1 change: show").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("ol.entries > li")).hasCount(2);
    }

    @Test
    void shouldExecuteNothingThatAnArticleHolds() {
        show(HOSTILE, "javascript:hit()", "</title><script>hit()</script>");
        Page page = open(new NewContextOptions());
        waitForEvents();
        show("</script><script>hit()</script>", HOSTILE);

        assertThat(page.locator("ol.entries > li").first()).containsText("</script>");
        assertThat(page.locator("ol.entries img, ol.entries script, a[href^=javascript]"))
                .hasCount(0);
        assertThat(page.evaluate("window.hits ?? 0")).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"320, LIGHT", "320, DARK", "768, LIGHT", "768, DARK", "1440, LIGHT", "1440, DARK"})
    void shouldBeAccessibleAtEveryWidth(int width, ColorScheme scheme) {
        show(titles());
        Page page = open(new NewContextOptions().setViewportSize(width, 1000).setColorScheme(scheme));
        page.locator(".entries summary").first().click();
        page.locator(".filters summary").click();

        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.locator(".filters summary").click();
        String name = "page-%d-%s.png".formatted(width, scheme.name().toLowerCase(Locale.ROOT));
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target", name)));
    }

    private static String[] titles() {
        List<String> titles = new ArrayList<>(List.of(
                "Artificial intelligence writes the minutes, and a clerk corrects them",
                "How a small lab taught facial recognition to forget",
                "Speech recognition learns the dialects of the Alps",
                "Averylongwordwithoutanyplacetobreakitwhichnonethelesshastofitonasmallscreenofaphone"));
        for (int i = 0; i < 20; i++) {
            titles.add("Hospitals test reading of scans overnight, part " + i);
        }
        return titles.toArray(String[]::new);
    }

    private Page open(NewContextOptions options) {
        context = browser.chromium().newContext(options);
        context.addInitScript("window.hit = () => { window.hits = (window.hits ?? 0) + 1; };"
                + "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.blockedURI));");
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.address() + "/news");
        return page;
    }

    @AfterEach
    void shouldHaveNoComplaint() {
        assertThat(complaints).isEmpty();
    }

    private void waitForEvents() {
        await().until(() -> server.eventClients() == 1);
    }

    private void show(String... titles) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<FeedEntry> entries = new ArrayList<>();
        for (int i = 0; i < titles.length; i++) {
            entries.add(FeedEntry.of(
                    i + 1, article(titles[i], 60 + 3 * (titles.length - i), now.minusSeconds(3000L * i)), now));
        }
        store.replace(Map.of("news", new RankedFeed("news", now, false, entries)));
    }

    private static RankedArticle article(String title, int heat, Instant published) {
        String name = Integer.toHexString(title.hashCode());
        EnrichedArticle article = Samples.enriched(name)
                .title(title)
                .provider(title.startsWith("Hosp") ? "Reuters" : title.contains("<") ? HOSTILE : "CNET")
                .topic("Computer Vision")
                .published(published)
                .build();
        CoveringArticle covering = new CoveringArticle(
                Samples.id("c" + name),
                title,
                "https://other.example/c",
                "Forbes",
                Optional.of(40),
                CoverageKind.LIVE,
                Optional.empty());
        return new RankedArticle(
                article,
                heat - 10,
                heat,
                true,
                heat,
                article.id(),
                Optional.empty(),
                1,
                List.of(covering),
                List.of(
                        new ScoreComponent("image", 20, "has at least one image"),
                        new ScoreComponent("keyword", heat - 30, "title holds a keyword of Computer Vision")),
                new Reasons(
                        "leads: the qualities are equal; it was published earlier",
                        "heat " + heat + ": quality " + (heat - 10) + " + 1 covering × 10",
                        "published, because its heat of " + heat + " reaches 70"));
    }
}
