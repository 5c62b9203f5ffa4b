package dev.heatwire.web.api;

import dev.heatwire.events.json.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as {@code {"error": "a sentence"}}. */
public final class JsonErrors {
    private static final Logger LOG = LoggerFactory.getLogger(JsonErrors.class);

    private JsonErrors() {}

    record ErrorBody(String error) {}

    public static void addTo(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, (failure, context) -> {
            failure.getDetails().forEach((name, value) -> {
                // a method that the path does not have
                if (name.equals("availableMethods")) {
                    context.header("Allow", value);
                }
            });
            send(context, failure.getStatus(), failure.getMessage());
        });
        routes.exception(
                IllegalArgumentException.class,
                (failure, context) -> send(context, HttpStatus.BAD_REQUEST.getCode(), failure.getMessage()));
        routes.exception(Exception.class, (failure, context) -> {
            LOG.warn("cannot answer {} {}", context.method(), context.path(), failure);
            send(context, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "internal error; see the log of the server");
        });
    }

    /** @param sentence for the person who wrote the client */
    public static void send(Context context, int status, String sentence) {
        context.status(status);
        context.contentType("application/json");
        context.result(Json.MAPPER.writeValueAsBytes(new ErrorBody(sentence)));
    }
}
