package dev.heatwire.ingest;

import java.time.Duration;
import java.util.Objects;

/**
 * How a site folder is read.
 *
 * @param rereadEvery how often every file is read again, to find what changed without a new size or date
 */
public record IngestSettings(Limits limits, Selection selection, After after, Duration rereadEvery) {
    public static final IngestSettings STANDARD =
            new IngestSettings(Limits.STANDARD, Selection.STANDARD, After.KEEP, Duration.ofMinutes(10));

    public IngestSettings {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(rereadEvery, "rereadEvery");
    }
}
