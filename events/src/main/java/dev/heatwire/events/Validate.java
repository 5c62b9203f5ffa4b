package dev.heatwire.events;

import dev.heatwire.events.url.CanonicalUrl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks for the compact constructors of events, so that every event is valid. */
final class Validate {
    private Validate() {}

    static String text(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing or blank");
        }
        return value;
    }

    /** An id has no white space and no control characters. */
    static String id(String name, String value) {
        text(name, value);
        // a loop is faster than a pattern, and every event has a dozen ids
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                throw new IllegalArgumentException(name + " holds white space");
            }
        }
        return value;
    }

    /** The id of an article, so that one page has one article: a URL in the form that ingest gives it. */
    static String articleId(String name, String value) {
        id(name, value);
        if (!CanonicalUrl.of(value).equals(Optional.of(value))) {
            throw new IllegalArgumentException(name + " is no canonical URL");
        }
        return value;
    }

    static List<String> articleIds(String name, List<String> values) {
        list(values).forEach(value -> articleId(name, value));
        return list(values);
    }

    /** An address that a page may link to. */
    static String address(String name, String value) {
        text(name, value);
        if (!value.regionMatches(true, 0, "https://", 0, 8) && !value.regionMatches(true, 0, "http://", 0, 7)) {
            throw new IllegalArgumentException(name + " is no http or https URL");
        }
        return value;
    }

    static Optional<String> address(String name, Optional<String> value) {
        optional(value).ifPresent(url -> address(name, url));
        return optional(value);
    }

    static <T> T present(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    static <T> Optional<T> optional(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    static <T> List<T> list(List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    static <V> Map<String, V> map(Map<String, V> values) {
        return values == null || values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
