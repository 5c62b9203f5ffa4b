package dev.heatwire.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** Adds routes. */
public final class Routes {
    private Routes() {}

    /** For GET and for HEAD, whose answer has the same headers (RFC 9110, 9.3.2). */
    public static void get(RoutesConfig routes, String path, Handler handler) {
        routes.addHttpHandler(HandlerType.GET, path, handler);
        routes.addHttpHandler(HandlerType.HEAD, path, handler);
    }
}
