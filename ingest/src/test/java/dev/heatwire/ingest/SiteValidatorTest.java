package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteValidatorTest {
    private static final String ARTICLE =
            "---\ntitle: T\npublishedDateTime: 2026-03-01T12:00:00Z\nwebUrl: https://site.example/a\n---\n";

    @TempDir
    private Path site;

    @Test
    void shouldAcceptTheSampleSite() {
        SiteValidator check = SiteValidator.of(Path.of("..", "seeds"), IngestSettings.STANDARD, Clock.systemUTC());

        assertThat(check.articles()).isEqualTo(5);
        assertThat(check.errors()).isEmpty();
        assertThat(check.warnings()).isEmpty();
    }

    @Test
    void shouldReportErrorsAndWarningsOfEachFile() throws IOException {
        Files.createDirectories(site.resolve("articles"));
        Files.writeString(site.resolve("articles/a.md"), ARTICLE);
        Files.writeString(site.resolve("articles/b.md"), ARTICLE);
        Files.writeString(site.resolve("articles/c.md"), "broken");
        Files.writeString(site.resolve("policy.yaml"), "heat: {perCoverage: much}");

        SiteValidator check = SiteValidator.of(site, IngestSettings.STANDARD, Clock.systemUTC());

        assertThat(check.articles()).isEqualTo(3);
        assertThat(check.errors()).containsOnlyKeys("articles/c.md", "policy.yaml");
        assertThat(check.warnings()).containsOnlyKeys("articles/b.md");
        assertThat(check.warnings().get("articles/b.md").get(0).in("b.md"))
                .isEqualTo("b.md: holds the same article as articles/a.md");
    }
}
