package dev.heatwire.ingest.parse;

import dev.heatwire.events.Policy;
import dev.heatwire.events.json.IsoInstantFastPath;
import dev.heatwire.events.url.CanonicalUrl;
import dev.heatwire.events.url.RegistrableDomain;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts the text of a YAML scalar by Heatwire's own rules instead of YAML's implicit types. */
final class ScalarParsers {
    /** ISO 8601 with any form of offset: {@code Z}, {@code +02:00}, {@code +0200}, {@code +02}. */
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The formatter alone would also accept two offsets, or a year with a sign. */
    private static final Pattern FOUR_DIGIT_YEAR_AND_ONE_OFFSET =
            Pattern.compile("(?i)[0-9]{4}-[0-9-]+T[0-9:.]+(Z|[+-][0-9]{2}(:?[0-9]{2})?)");

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

    private static final int IV_BYTES = 16;
    private static final int MAX_NAME_LENGTH = 200;

    private ScalarParsers() {}

    /** Converts a text that is not blank. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String text) throws InvalidValueException;
    }

    /** A text that is invalid for its field; the message never quotes it. */
    static final class InvalidValueException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        InvalidValueException(String code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    static String text(String text) {
        return text;
    }

    /** A name that becomes part of keys and feed names. */
    static String name(String text) throws InvalidValueException {
        if (text.codePointCount(0, text.length()) > MAX_NAME_LENGTH) {
            throw new InvalidValueException("long", "must not be longer than " + MAX_NAME_LENGTH + " characters");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("control-character", "must not hold control characters");
        }
        return text;
    }

    static Integer integer(String text) throws InvalidValueException {
        if (!INTEGER.matcher(text).matches()) {
            throw new InvalidValueException("number", "must be a whole number, such as 89 or -1");
        }
        return Integer.valueOf(text);
    }

    static Integer count(String text) throws InvalidValueException {
        int count = integer(text);
        if (count < 0) {
            throw new InvalidValueException("number", "must be 0 or more");
        }
        return count;
    }

    static Integer positive(String text) throws InvalidValueException {
        int number = integer(text);
        if (number <= 0) {
            throw new InvalidValueException("number", "must be greater than 0");
        }
        return number;
    }

    static Boolean flag(String text) throws InvalidValueException {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw new InvalidValueException("flag", "must be true or false");
        };
    }

    static Instant instant(String text) throws InvalidValueException {
        try {
            Optional<Instant> plain = IsoInstantFastPath.of(text);
            if (plain.isPresent()) {
                return plain.get();
            }
            if (!FOUR_DIGIT_YEAR_AND_ONE_OFFSET.matcher(text).matches()) {
                throw new InvalidValueException("date", reasonOfInvalidInstant(text));
            }
            // the year in UTC, as on the topics
            OffsetDateTime time = INSTANT.parse(text, OffsetDateTime::from).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() < 1 || time.getYear() > 9998) {
                throw new InvalidValueException("date", "the year must be between 1 and 9998");
            }
            return time.toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidValueException("date", reasonOfInvalidInstant(text));
        }
    }

    private static String reasonOfInvalidInstant(String text) {
        if (fits(() -> LocalDateTime.parse(text))) {
            return "must end in an offset, such as Z or +02:00";
        }
        if (fits(() -> LocalDate.parse(text))) {
            return "must have a time and an offset, such as 2020-06-10T01:14:00Z";
        }
        return "must be a date and time like 2020-06-10T01:14:00Z";
    }

    private static boolean fits(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** A URL to link to; spaces are allowed because browsers accept them in image addresses. */
    static String url(String text) throws InvalidValueException {
        int path = text.indexOf('/', "https://".length());
        String checked =
                path < 0 ? text : text.substring(0, path) + text.substring(path).replace(" ", "%20");
        if (!CanonicalUrl.isAbsoluteHttp(checked)) {
            throw new InvalidValueException("url", "must be an absolute http or https URL");
        }
        return text;
    }

    /** A URL that can identify an article. */
    static String articleUrl(String text) throws InvalidValueException {
        articleId(text);
        return text;
    }

    /** The id of the article at a URL. */
    static String articleId(String text) throws InvalidValueException {
        return CanonicalUrl.of(text)
                .orElseThrow(() -> new InvalidValueException("url", "must be an absolute http or https URL"));
    }

    static String host(String text) throws InvalidValueException {
        if (!RegistrableDomain.isHost(text)) {
            throw new InvalidValueException("domain", "must be a domain name, such as example.com");
        }
        return text;
    }

    static Duration duration(String text) throws InvalidValueException {
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
