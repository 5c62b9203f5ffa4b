package dev.heatwire.ingest.layout;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the dates of a site are read.
 *
 * @param zone of dates without an offset or a time; absent for a site without {@code site.yaml}, which must write both
 * @param fromFileName whether the name of a file says its date when its front matter does not
 */
public record DateRules(Optional<ZoneId> zone, boolean fromFileName) {
    /** For a site without {@code site.yaml}. */
    static final DateRules COMPLETE = new DateRules(Optional.empty(), false);

    /** For a {@code site.yaml} that says nothing of dates. */
    public static final DateRules STANDARD = new DateRules(Optional.of(ZoneOffset.UTC), false);
}
