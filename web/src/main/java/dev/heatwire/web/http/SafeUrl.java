package dev.heatwire.web.http;

import java.util.Locale;
import java.util.Optional;

/** Addresses of other servers in pages and feeds: http and https only, whatever stands on the topic. */
public final class SafeUrl {
    private SafeUrl() {}

    public static Optional<String> of(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        boolean isHttp = lower.startsWith("https://") || lower.startsWith("http://");
        // a browser would drop control characters and read on
        boolean isPlain = url.chars().noneMatch(character -> character <= ' ' || character == 0x7f);
        return isHttp && isPlain ? Optional.of(url) : Optional.empty();
    }
}
