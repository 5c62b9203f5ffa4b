package dev.heatwire.app.outlets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSettingsTest {
    private static final Settings NONE = Settings.of(Map.of(), Map.of(), List.of());

    @TempDir
    private Path site;

    @Test
    void shouldTakeTitleAndAddressOfTheSite() throws IOException {
        Files.writeString(site.resolve("site.yaml"), "title: Example News\nurl: https://news.example/\n");

        Settings export = SiteSettings.forExport(NONE, site);
        assertThat(export.get(Settings.SITE_TITLE)).isEqualTo("Example News");
        assertThat(export.get(Settings.PUBLIC_URL)).isEqualTo("https://news.example/");
        Settings server = SiteSettings.forServer(NONE, site);
        assertThat(server.web().title()).isEqualTo("Example News");
        assertThat(server.web().publicUrl()).isEmpty();
    }

    @Test
    void shouldPreferWhatTheUserGave() throws IOException {
        Files.writeString(site.resolve("site.yaml"), "title: Example News\nurl: https://news.example/\n");
        Settings given = Settings.of(
                Map.of(Settings.SITE_TITLE, "Mine", Settings.PUBLIC_URL, "https://mine.example/"), Map.of(), List.of());

        Settings export = SiteSettings.forExport(given, site);
        assertThat(export.get(Settings.SITE_TITLE)).isEqualTo("Mine");
        assertThat(export.get(Settings.PUBLIC_URL)).isEqualTo("https://mine.example/");
    }

    @Test
    void shouldKeepTheDefaultsWithoutAValidFile() throws IOException {
        assertThat(SiteSettings.forExport(NONE, site).get(Settings.SITE_TITLE)).isEqualTo("Heatwire");
        Files.writeString(site.resolve("site.yaml"), "title: [x\n");

        assertThat(SiteSettings.forExport(NONE, site).get(Settings.SITE_TITLE)).isEqualTo("Heatwire");
    }
}
