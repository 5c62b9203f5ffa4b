package dev.heatwire.ingest;

import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.parse.Limits;
import java.time.Duration;
import java.util.Objects;

/**
 * How a site folder is read.
 *
 * @param rereadEvery how often every file is read again, to find what changed without a new size or date
 */
public record IngestSettings(Limits limits, FileFilter selection, CleanupPolicy after, Duration rereadEvery) {
    public static final IngestSettings STANDARD =
            new IngestSettings(Limits.STANDARD, FileFilter.STANDARD, CleanupPolicy.KEEP, Duration.ofMinutes(10));

    public IngestSettings {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(rereadEvery, "rereadEvery");
    }
}
