package dev.heatwire.web.editor;

import dev.heatwire.web.PipelineHealth;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.http.Document;
import dev.heatwire.web.http.PublicAddress;
import dev.heatwire.web.http.Responses;
import dev.heatwire.web.http.Routes;
import dev.heatwire.web.page.FeedPage.SiteHead;
import dev.heatwire.web.page.Templates;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** {@code /editor}: why articles and files are not in the feed. */
public final class EditorRoutes {
    private final Supplier<List<NearMiss>> nearMisses;
    private final Supplier<List<HiddenFile>> hiddenFiles;
    private final WebSettings settings;
    private final PublicAddress address;
    private final PipelineHealth health;
    private final Clock clock;

    public EditorRoutes(
            Supplier<List<NearMiss>> nearMisses,
            Supplier<List<HiddenFile>> hiddenFiles,
            WebSettings settings,
            PublicAddress address,
            PipelineHealth health,
            Clock clock) {
        this.nearMisses = nearMisses;
        this.hiddenFiles = hiddenFiles;
        this.settings = settings;
        this.address = address;
        this.health = health;
        this.clock = clock;
    }

    public void addTo(RoutesConfig routes) {
        Routes.get(routes, "/editor", context -> {
            Instant now = clock.instant();
            EditorPage page = EditorPage.of(
                    new SiteHead(settings.title(), address.of("/editor"), true),
                    health.get(),
                    nearMisses.get(),
                    hiddenFiles.get(),
                    now);
            Responses.send(context, Document.html(Templates.render("editor.jte", page), now), Responses.REVALIDATE);
        });
    }
}
