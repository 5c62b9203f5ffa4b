package dev.heatwire.ingest;

import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.parse.Limits;
import java.time.Duration;
import java.util.Objects;

/**
 * How ingest reads a site folder.
 *
 * @param selection which files are article files
 * @param cleanupPolicy what happens to an article file after it is published
 * @param rereadEvery how often every file is read again, to find changes that left size and date unchanged
 */
public record IngestSettings(Limits limits, FileFilter selection, CleanupPolicy cleanupPolicy, Duration rereadEvery) {
    public static final IngestSettings STANDARD =
            new IngestSettings(Limits.STANDARD, FileFilter.STANDARD, CleanupPolicy.KEEP, Duration.ofMinutes(10));

    public IngestSettings {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(cleanupPolicy, "cleanupPolicy");
        Objects.requireNonNull(rereadEvery, "rereadEvery");
    }
}
