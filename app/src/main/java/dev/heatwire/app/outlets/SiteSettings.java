package dev.heatwire.app.outlets;

import dev.heatwire.app.config.Settings;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.site.SiteLayouts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The title and the address of a site in its {@code site.yaml}, as defaults of settings. An invalid file has neither:
 * ingest reports its errors.
 */
public final class SiteSettings {
    private SiteSettings() {}

    /** For a server, which is not where the site is: the title only. */
    public static Settings forServer(Settings settings, Path site) {
        return settings.with(defaults(settings, site, false));
    }

    /** For files that become a part of the site: the title, and the address as public URL. */
    public static Settings forExport(Settings settings, Path site) {
        return settings.with(defaults(settings, site, true));
    }

    private static Map<String, String> defaults(Settings settings, Path site, boolean withAddress) {
        Map<String, String> defaults = new TreeMap<>();
        Optional<SiteLayout> layout =
                SiteLayouts.read(site, settings.ingest().limits()).value();
        layout.flatMap(SiteLayout::title)
                .filter(title -> !title.isBlank())
                .ifPresent(title -> defaults.put(Settings.SITE_TITLE, title));
        layout.flatMap(SiteLayout::url)
                // a public URL has neither
                .filter(url -> withAddress && !url.contains("?") && !url.contains("#"))
                .ifPresent(url -> defaults.put(Settings.PUBLIC_URL, url));
        return defaults;
    }
}
