package dev.heatwire.web.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Sends documents, as 304 without a body to a client that has them, and compressed to one that can read that. */
public final class Responses {
    /** For what changes with the feed: a cache asks again after a minute. */
    public static final String FOR_A_MINUTE = "max-age=60";
    /** For the pages of a browser: it asks each time, and most often gets 304. */
    public static final String REVALIDATE = "no-cache";
    /** For addresses that name the version of what they lead to. */
    public static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** A smaller body is not worth compressing: it fits one packet. */
    private static final int MIN_GZIP_BYTES = 1_000;

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private Responses() {}

    public static void send(Context context, Document document, String cacheControl) {
        context.header("ETag", document.etag());
        context.header("Last-Modified", httpDate(document.lastModified()));
        context.header("Cache-Control", cacheControl);
        context.header("Vary", "Accept-Encoding");
        if (isKnown(context, document)) {
            context.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        byte[] body = document.body();
        context.contentType(document.contentType());
        if (body.length >= MIN_GZIP_BYTES && acceptsGzip(context.header("Accept-Encoding"))) {
            context.header("Content-Encoding", "gzip");
            body = document.gzip();
        }
        if (context.method() == HandlerType.HEAD) {
            context.res().setContentLength(body.length);
        } else {
            context.result(body);
        }
    }

    /** {@code If-None-Match} wins over {@code If-Modified-Since} (RFC 9110, 13.2.2). */
    private static boolean isKnown(Context context, Document document) {
        String known = context.header("If-None-Match");
        if (known != null) {
            String opaque = document.etag().substring("W/".length());
            return Arrays.stream(known.split(","))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(opaque) || tag.equals(document.etag()));
        }
        String since = context.header("If-Modified-Since");
        return since != null && isNotAfter(document.lastModified(), since);
    }

    private static boolean isNotAfter(Instant modified, String httpDate) {
        try {
            return !modified.isAfter(ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            // a date that is not valid is ignored (RFC 9110, 13.1.3)
            return false;
        }
    }

    static boolean acceptsGzip(String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.equals("gzip")
                                || coding.startsWith("gzip;") && !coding.matches("gzip;q=0(\\.0*)?"));
    }

    static String httpDate(Instant time) {
        return HTTP_DATE.format(time.atOffset(ZoneOffset.UTC));
    }
}
