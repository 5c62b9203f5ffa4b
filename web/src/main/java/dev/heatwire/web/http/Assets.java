package dev.heatwire.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The style sheet, the script and the icon. Their addresses change with their content, so that they are cached. */
public final class Assets {
    private static final String FOLDER = "/dev/heatwire/web/assets/";
    private static final Map<String, String> TYPES = Map.of(
            "heatwire.css", "text/css; charset=utf-8",
            "live.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");
    /** Constant, because the version in the address of an asset identifies its content. */
    private static final Instant ALWAYS = Instant.EPOCH;

    private static final Map<String, Document> DOCUMENTS = load();

    private Assets() {}

    public static void addTo(RoutesConfig routes) {
        Routes.get(routes, "/assets/{name}", Assets::send);
    }

    /** The address of a file: {@code /assets/live.js?v=…}. */
    public static String path(String name) {
        return "/assets/" + name + "?v=" + DOCUMENTS.get(name).etag().replaceAll("[^0-9a-f]", "");
    }

    private static void send(Context context) {
        Document document = DOCUMENTS.get(context.pathParam("name"));
        if (document == null) {
            throw new NotFoundResponse();
        }
        Responses.send(context, document, context.queryParam("v") == null ? Responses.REVALIDATE : Responses.FOR_EVER);
    }

    private static Map<String, Document> load() {
        Map<String, Document> documents = new TreeMap<>();
        for (String name : TYPES.keySet()) {
            try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
                documents.put(name, Document.of(TYPES.get(name), in.readAllBytes(), ALWAYS));
            } catch (IOException e) {
                throw new UncheckedIOException(name + " is not readable", e);
            }
        }
        return documents;
    }
}
