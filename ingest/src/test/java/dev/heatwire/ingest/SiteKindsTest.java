package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.ingest.site.SiteProposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sites of other tools are read as they are, with the {@code site.yaml} that is proposed for them. */
class SiteKindsTest {
    @TempDir
    private Path site;

    @Test
    void shouldReadAJekyllSite() throws IOException {
        GeneratedSites.jekyll(site);

        assertThat(proposal())
                .contains("articles: [\"en/news/_posts\", \"ja/news/_posts\"]")
                .contains("webUrl: \"https://harbour.example/{categories}/{year}/{month}/{day}/{slug}/\"")
                .contains("fromFileName: true");
        assertThat(validate().errors()).isEmpty();
        assertThat(validate().articles()).isEqualTo(72);
        assertThat(validate().warnings()).isEmpty();
    }

    @Test
    void shouldReadNearlyAllOfAHugoSite() throws IOException {
        GeneratedSites.hugo(site, 2_000);

        assertThat(proposal()).contains("articles: [\"content/news\"]").contains("editorial.hold: [\"draft\"]");
        SiteValidator found = validate();
        assertThat(found.articles()).isEqualTo(2_000);
        assertThat(found.errors()).hasSizeLessThan(40);
    }

    @Test
    void shouldReadAnEleventySite() throws IOException {
        GeneratedSites.eleventy(site);

        assertThat(proposal()).contains("articles: [\"src/posts\"]");
        assertThat(validate().errors()).isEmpty();
    }

    @Test
    void shouldReadAnAstroSite() throws IOException {
        GeneratedSites.astro(site);

        assertThat(proposal())
                .contains("articles: [\"src/content/blog\"]")
                .contains("publishedDateTime: [\"pubDate\"]")
                .contains("url: \"https://orbit.example/\"");
        assertThat(validate().errors()).isEmpty();
    }

    @Test
    void shouldReadASmartableSite() throws IOException {
        GeneratedSites.smartable(site);

        assertThat(proposal())
                .contains("articles: [\"_news\"]")
                .contains("topics: \"_data/topics\"")
                .contains("providers: \"_data/organizations\"");
        SiteValidator found = validate();
        assertThat(found.errors()).isEmpty();
        assertThat(found.warnings()
                        .get("_data/topics/07-ai-in-healthcare.yaml")
                        .get(0)
                        .reason())
                .isEqualTo("not used: taxonomy, shortname, images");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheFilesOfEachKindWithTheDocumentedExample(Kind kind) throws IOException {
        kind.generator.writeTo(site);
        Files.writeString(site.resolve("site.yaml"), kind.example());

        SiteValidator found = validate();
        assertThat(found.errors()).isEmpty();
        assertThat(found.articles()).isGreaterThanOrEqualTo(30);
    }

    private enum Kind {
        JEKYLL("Jekyll", GeneratedSites::jekyll),
        HUGO("Hugo", site -> GeneratedSites.hugo(site, 36)),
        ELEVENTY("Eleventy", GeneratedSites::eleventy),
        ASTRO("Astro", GeneratedSites::astro),
        SMARTABLE("Smartable", GeneratedSites::smartable);

        private static final Path PAGE = Path.of("../docs/sites.md");

        private final String heading;
        private final Generator generator;

        Kind(String heading, Generator generator) {
            this.heading = heading;
            this.generator = generator;
        }

        /** The {@code site.yaml} below the heading, as the page has it. */
        String example() throws IOException {
            Matcher block = Pattern.compile("\n%s:\n\n```yaml\n(.*?)```".formatted(heading), Pattern.DOTALL)
                    .matcher(Files.readString(PAGE));
            assertThat(block.find()).as("example for " + heading).isTrue();
            return block.group(1);
        }
    }

    private interface Generator {
        void writeTo(Path site) throws IOException;
    }

    @Test
    void shouldSayWhatFilesHaveInstead() throws IOException {
        GeneratedSites.astro(site);
        Files.createDirectories(site.resolve("articles"));
        Files.copy(site.resolve("src/content/blog/entry-1.md"), site.resolve("articles/a.md"));

        assertThat(validate().errors().get("articles/a.md"))
                .extracting(problem -> problem.in("a.md"))
                .contains(
                        "a.md:2:1: publishedDateTime: is required; the file has `pubDate`: see `fields` in site.yaml");
    }

    private String proposal() throws IOException {
        Optional<SiteProposal> proposal = SiteProposal.of(site);
        Files.writeString(site.resolve("site.yaml"), proposal.orElseThrow().text());
        return proposal.get().text();
    }

    private SiteValidator validate() {
        return SiteValidator.of(site, IngestSettings.STANDARD, Clock.systemUTC());
    }
}
