package dev.heatwire.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in words. */
final class Ages {
    private static final Duration MAX_AGE = Duration.ofDays(2);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);

    private Ages() {}

    /** The age up to two days, else the date; the page's script writes the same. */
    static String of(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.isNegative() || age.compareTo(MAX_AGE) >= 0) {
            return DATE.format(time.atOffset(ZoneOffset.UTC));
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h ago";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min ago" : "just now";
    }

    /** {@code 10 Jun 2020, 01:14 UTC}. */
    static String exact(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** The time of day if that was today, else with its date. */
    static String clock(Instant time, Instant now) {
        boolean today = time.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
        return today ? CLOCK.format(time.atOffset(ZoneOffset.UTC)) : exact(time);
    }
}
