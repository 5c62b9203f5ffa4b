package dev.heatwire.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.GZIPOutputStream;

/**
 * The body of a response that is the same for every client, with its validators (RFC 9110, 8.8). It is compressed once,
 * when the first client asks for that.
 */
public final class Document {
    private static final int ETAG_LENGTH = 24;

    private final String contentType;
    private final byte[] body;
    private final Instant lastModified;
    private final String etag;
    private volatile byte[] gzip;

    private Document(String contentType, byte[] body, Instant lastModified) {
        this.contentType = contentType;
        this.body = body;
        this.lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        // weak: the compressed body has other bytes
        this.etag = "W/\"" + Sha256.hex(body).substring(0, ETAG_LENGTH) + "\"";
    }

    public static Document of(String contentType, byte[] body, Instant lastModified) {
        return new Document(contentType, body, lastModified);
    }

    public static Document json(byte[] body, Instant lastModified) {
        return of("application/json", body, lastModified);
    }

    public static Document html(String body, Instant lastModified) {
        return of("text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), lastModified);
    }

    public String contentType() {
        return contentType;
    }

    /** Shared by all clients: not to be changed. */
    public byte[] body() {
        return body;
    }

    /** To the second, as HTTP dates are. */
    public Instant lastModified() {
        return lastModified;
    }

    public String etag() {
        return etag;
    }

    byte[] gzip() {
        byte[] compressed = gzip;
        if (compressed == null) {
            synchronized (this) {
                if (gzip == null) {
                    gzip = compress(body);
                }
                compressed = gzip;
            }
        }
        return compressed;
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return compressed.toByteArray();
    }
}
