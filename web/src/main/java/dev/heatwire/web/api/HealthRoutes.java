package dev.heatwire.web.api;

import dev.heatwire.web.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.BooleanSupplier;

/** {@code /health/live} and {@code /health/ready}: ready once the feeds are read, and as long as they can be. */
public final class HealthRoutes {
    private final BooleanSupplier loaded;
    private final BooleanSupplier following;

    /**
     * @param loaded whether the feeds were read to their end once
     * @param following whether they can be read at present
     */
    public HealthRoutes(BooleanSupplier loaded, BooleanSupplier following) {
        this.loaded = loaded;
        this.following = following;
    }

    public void addTo(RoutesConfig routes) {
        Routes.get(routes, "/health/live", context -> answer(context, HttpStatus.OK, "live"));
        Routes.get(routes, "/health/ready", context -> {
            if (!loaded.getAsBoolean()) {
                answer(context, HttpStatus.SERVICE_UNAVAILABLE, "reading the feeds");
            } else if (!following.getAsBoolean()) {
                answer(context, HttpStatus.SERVICE_UNAVAILABLE, "the feeds cannot be read; see the log");
            } else {
                answer(context, HttpStatus.OK, "ready");
            }
        });
    }

    private static void answer(Context context, HttpStatus status, String detail) {
        context.status(status).header("Cache-Control", "no-store").result(detail + "\n");
    }
}
