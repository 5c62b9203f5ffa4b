package dev.heatwire.web.publish;

import dev.heatwire.events.Problem;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.api.JsonErrors;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /articles} and {@code DELETE /articles?key=}: article files over HTTP, for clients with the token. */
public final class PublishRoutes {
    private static final int MAX_KEY = 500;

    private final Optional<BearerToken> token;
    private final ArticleIntake intake;
    private final int maxBytes;

    /**
     * @param token without one, no client can publish
     * @param maxBytes the largest file that is accepted
     */
    public PublishRoutes(Optional<String> token, ArticleIntake intake, int maxBytes) {
        this.token = token.map(BearerToken::new);
        this.intake = intake;
        this.maxBytes = maxBytes;
    }

    record Accepted(String id, String key, List<Problem> warnings) {}

    record Rejected(String error, List<Problem> problems) {}

    record Withdrawn(String key) {}

    public void addTo(RoutesConfig routes) {
        routes.post("/articles", context -> {
            if (isAllowed(context)) {
                publish(context);
            }
        });
        routes.delete("/articles", context -> {
            if (isAllowed(context)) {
                withdraw(context);
            }
        });
    }

    private boolean isAllowed(Context context) {
        if (token.isEmpty()) {
            JsonErrors.send(
                    context, HttpStatus.FORBIDDEN.getCode(), "publishing is off; set publish-token to turn it on");
            return false;
        }
        if (!token.get().isIn(context.header("Authorization"))) {
            context.header("WWW-Authenticate", "Bearer");
            JsonErrors.send(context, HttpStatus.UNAUTHORIZED.getCode(), "the bearer token is missing or wrong");
            return false;
        }
        return true;
    }

    private void publish(Context context) throws IOException {
        Optional<ArticleIntake.Form> form = form(context.contentType());
        if (form.isEmpty()) {
            JsonErrors.send(
                    context,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(),
                    "send text/markdown (front matter and body) or application/json (the front matter as an object)");
            return;
        }
        Optional<String> key = Optional.ofNullable(context.queryParam("key"));
        key.ifPresent(PublishRoutes::checkKey);
        byte[] file = context.req().getInputStream().readNBytes(maxBytes + 1);
        if (file.length > maxBytes) {
            JsonErrors.send(
                    context,
                    HttpStatus.CONTENT_TOO_LARGE.getCode(),
                    "the file is larger than %d bytes".formatted(maxBytes));
            return;
        }
        ArticleIntake.Outcome outcome = intake.publish(key, file, form.get());
        if (outcome.errors().isEmpty()) {
            json(
                    context,
                    HttpStatus.ACCEPTED,
                    new Accepted(outcome.id().orElseThrow(), outcome.key().orElseThrow(), outcome.warnings()));
        } else {
            json(
                    context,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    new Rejected("the file was rejected; nothing is published", outcome.errors()));
        }
    }

    private void withdraw(Context context) {
        String key = Optional.ofNullable(context.queryParam("key")).orElse("");
        checkKey(key);
        intake.withdraw(key);
        json(context, HttpStatus.ACCEPTED, new Withdrawn(key));
    }

    private static void checkKey(String key) {
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException("key is a name of 1 to %d characters".formatted(MAX_KEY));
        }
    }

    private static Optional<ArticleIntake.Form> form(String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "text/markdown", "text/x-markdown", "text/plain" -> Optional.of(ArticleIntake.Form.MARKDOWN);
            case "application/json" -> Optional.of(ArticleIntake.Form.JSON);
            default -> Optional.empty();
        };
    }

    private static void json(Context context, HttpStatus status, Object body) {
        context.status(status).contentType("application/json").result(Json.MAPPER.writeValueAsBytes(body));
    }
}
