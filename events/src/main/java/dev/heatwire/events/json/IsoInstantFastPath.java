package dev.heatwire.events.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Parses the most common form of a date, {@code 2020-06-10T01:14:00Z}, several times faster than a formatter. */
public final class IsoInstantFastPath {
    private static final String FORM = "0000-00-00T00:00:00Z";

    private IsoInstantFastPath() {}

    /** Empty when the text has another form, or is not a date between the years 1 and 9998. */
    public static Optional<Instant> of(String text) {
        if (!hasForm(text)) {
            return Optional.empty();
        }
        int year = number(text, 0, 4);
        if (year < 1 || year > 9998) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            year,
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int at = 0; at < FORM.length(); at++) {
            char form = FORM.charAt(at);
            char c = text.charAt(at);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
