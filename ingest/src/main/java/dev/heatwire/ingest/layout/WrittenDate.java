package dev.heatwire.ingest.layout;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as people and site generators write it: {@code 2017-06-21 14:58:31 -0400}, {@code 2017-06-21}, {@code Wed, 21
 * Jun 2017 14:58:31 GMT} (RFC 2822), {@code Jun 21, 2017}. Dates that can be read in two ways, such as
 * {@code 6/7/2017}, are no dates.
 *
 * @param zone absent when the text names no offset and no zone
 */
public record WrittenDate(LocalDate day, Optional<LocalTime> time, Optional<ZoneId> zone) {
    private static final String TIME =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(:(?<second>\\d{2})([.,]\\d{1,9})?)?" + "( ?(?<half>[ap])\\.?m\\.?)?";
    private static final String ZONE =
            "(?<zone>z|(?:utc|gmt|ut)?[+-]\\d{1,2}(?::?\\d{2})?|[a-z]{2,4}|[a-z]+/[a-z_]+(?:/[a-z_]+)?)";
    private static final String CLOCK = TIME + "( ?" + ZONE + ")?";
    private static final String MONTH = "(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final String DAY = "(?<day>\\d{1,2})(st|nd|rd|th)?";

    private static final List<Pattern> FORMS = List.of(
            form("(?<year>\\d{4})(?<by>[-/.])(?<month>\\d{1,2})\\k<by>(?<day>\\d{1,2})([t ]" + CLOCK + ")?"),
            form("([a-z]{3,9},? )?" + DAY + " " + MONTH + ",? (?<year>\\d{4})(,? " + CLOCK + ")?"),
            form("([a-z]{3,9},? )?" + MONTH + " " + DAY + ",? (?<year>\\d{4})(,? " + CLOCK + ")?"));

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** RFC 2822, section 4.3; hours. */
    private static final Map<String, Integer> AMERICAN_ZONES =
            Map.of("est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst", -8, "pdt", -7);

    private static Pattern form(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** The date; empty when the text is none. */
    public static Optional<WrittenDate> of(String text) {
        String plain = text.strip().replaceAll("\\s+", " ");
        return FORMS.stream()
                .map(form -> form.matcher(plain))
                .filter(Matcher::matches)
                .findFirst()
                .flatMap(WrittenDate::read);
    }

    private static Optional<WrittenDate> read(Matcher found) {
        try {
            LocalDate day = LocalDate.of(number(found, "year"), month(found), number(found, "day"));
            if (found.group("hour") == null) {
                return Optional.of(new WrittenDate(day, Optional.empty(), Optional.empty()));
            }
            int second = found.group("second") == null ? 0 : number(found, "second");
            LocalTime time = LocalTime.of(hour(found), number(found, "minute"), second);
            Optional<ZoneId> zone = Optional.ofNullable(found.group("zone")).map(WrittenDate::zone);
            return Optional.of(new WrittenDate(day, Optional.of(time), zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int month(Matcher found) {
        return found.pattern().pattern().contains("<name>")
                ? MONTHS.indexOf(found.group("name").toLowerCase(Locale.ROOT)) + 1
                : number(found, "month");
    }

    private static int hour(Matcher found) {
        int hour = number(found, "hour");
        String half = found.group("half");
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("a 12-hour clock has no hour " + hour);
        }
        return hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }

    private static int number(Matcher found, String group) {
        return Integer.parseInt(found.group(group));
    }

    private static ZoneId zone(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        Integer american = AMERICAN_ZONES.get(name);
        if (american != null) {
            return ZoneOffset.ofHours(american);
        }
        if (text.indexOf('/') > 0) {
            return ZoneId.of(text);
        }
        String offset = name.replaceFirst("^(z|utc|gmt|ut)", "");
        if (offset.isEmpty()) {
            return ZoneOffset.UTC;
        }
        // one digit of hours, as YAML allows
        return ZoneOffset.of(offset.length() == 2 ? offset.charAt(0) + "0" + offset.charAt(1) : offset);
    }

    /**
     * The instant; a date without a time is midnight.
     *
     * @param site the zone of dates that name none; without one, only complete dates are instants
     */
    public Optional<Instant> in(Optional<ZoneId> site) {
        if (site.isEmpty() && (time.isEmpty() || zone.isEmpty())) {
            return Optional.empty();
        }
        return zone.or(() -> site)
                .map(where -> ZonedDateTime.of(day, time.orElse(LocalTime.MIDNIGHT), where)
                        .toInstant());
    }
}
