package dev.heatwire.ingest.parse;

import dev.heatwire.events.Policy;
import dev.heatwire.events.json.IsoInstantFastPath;
import dev.heatwire.events.text.UnicodeText;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.events.url.TrackingParameters;
import dev.heatwire.ingest.layout.WrittenDate;
import dev.heatwire.ingest.parse.suspect.ValueReasons;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts the text of a YAML scalar by Heatwire's own rules instead of YAML's implicit types. */
public final class ScalarParsers {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

    private static final int IV_BYTES = 16;
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_ARTICLE_URL = 8_192;

    private ScalarParsers() {}

    /** Converts a text that is not blank. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(String text) throws InvalidValueException;
    }

    /** A text that is invalid for its field; the message never quotes it. */
    public static final class InvalidValueException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        public InvalidValueException(String code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    public static String text(String text) {
        return text;
    }

    /** A name that becomes part of keys and feed names; in the composed form, in which names are compared. */
    public static String name(String text) throws InvalidValueException {
        if (text.codePointCount(0, text.length()) > MAX_NAME_LENGTH) {
            throw new InvalidValueException("long", "must not be longer than " + MAX_NAME_LENGTH + " characters");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("control-character", "must not hold control characters");
        }
        return UnicodeText.composed(text);
    }

    public static Integer integer(String text) throws InvalidValueException {
        if (!INTEGER.matcher(text).matches()) {
            throw new InvalidValueException("number", ValueReasons.notANumber(text, "89 or -1"));
        }
        return Integer.valueOf(text);
    }

    public static Integer count(String text) throws InvalidValueException {
        int count = integer(text);
        if (count < 0) {
            throw new InvalidValueException("number", "must be 0 or more");
        }
        return count;
    }

    public static Integer positive(String text) throws InvalidValueException {
        if (!INTEGER.matcher(text).matches()) {
            throw new InvalidValueException("number", ValueReasons.notANumber(text, "640"));
        }
        int number = integer(text);
        if (number <= 0) {
            throw new InvalidValueException("number", "must be greater than 0");
        }
        return number;
    }

    public static Boolean flag(String text) throws InvalidValueException {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw new InvalidValueException("flag", "must be true or false");
        };
    }

    static Instant instant(String text) throws InvalidValueException {
        return instant(text, Optional.empty());
    }

    /** @param zone of dates without an offset or a time; without one, such dates are invalid */
    static Instant instant(String text, Optional<ZoneId> zone) throws InvalidValueException {
        Optional<Instant> plain = IsoInstantFastPath.of(text);
        if (plain.isPresent()) {
            return plain.get();
        }
        Optional<WrittenDate> written = WrittenDate.of(text);
        Instant instant = written.flatMap(date -> date.in(zone))
                .orElseThrow(() -> new InvalidValueException("date", reasonOfInvalidInstant(written)));
        // the year in UTC, as on the topics
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9998) {
            throw new InvalidValueException("date", "the year must be between 1 and 9998");
        }
        return instant;
    }

    private static String reasonOfInvalidInstant(Optional<WrittenDate> written) {
        if (written.isEmpty()) {
            return "must be a date and time like 2020-06-10T01:14:00Z";
        }
        return written.get().time().isPresent()
                ? "must end in an offset, such as Z or +02:00"
                : "must have a time and an offset, such as 2020-06-10T01:14:00Z";
    }

    /** A URL to link to; spaces are allowed because browsers accept them in image addresses. */
    public static String url(String text) throws InvalidValueException {
        int path = text.indexOf('/', "https://".length());
        String checked =
                path < 0 ? text : text.substring(0, path) + text.substring(path).replace(" ", "%20");
        if (!CanonicalUrl.isAbsoluteHttp(checked)) {
            throw new InvalidValueException("url", ValueReasons.notAnAddress(text));
        }
        return text;
    }

    /** A URL that can identify an article. */
    static String articleUrl(String text) throws InvalidValueException {
        articleId(text, TrackingParameters.STANDARD);
        return text;
    }

    /** The id of the article at a URL; a key of records, which must stay far below the size of a record. */
    static String articleId(String text, TrackingParameters ignored) throws InvalidValueException {
        if (text.length() > MAX_ARTICLE_URL) {
            throw new InvalidValueException("long", "must not be longer than " + MAX_ARTICLE_URL + " characters");
        }
        return CanonicalUrl.of(text, ignored)
                .orElseThrow(() -> new InvalidValueException("url", ValueReasons.notAnAddress(text)));
    }

    public static String host(String text) throws InvalidValueException {
        if (!RegistrableDomain.isHost(text)) {
            throw new InvalidValueException("domain", "must be a domain name, such as example.com");
        }
        return text;
    }

    public static Duration duration(String text) throws InvalidValueException {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new InvalidValueException("duration", "must be one second or more");
            }
            if (duration.compareTo(Policy.MAX_DURATION) > 0) {
                throw new InvalidValueException("duration", "must be a hundred years or less");
            }
            return duration;
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new InvalidValueException("duration", "must be an ISO 8601 duration, such as PT24H");
        }
    }

    /** {@code base64;base64}: a ciphertext, and the 16 bytes of its initialisation vector. */
    static String secured(String text) throws InvalidValueException {
        String[] parts = text.split(";", -1);
        try {
            if (parts.length == 2
                    && Base64.getDecoder().decode(parts[0]).length > 0
                    && Base64.getDecoder().decode(parts[1]).length == IV_BYTES) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw new InvalidValueException(
                "secured", "must be two base64 texts joined by a semicolon, the second of 16 bytes");
    }
}
