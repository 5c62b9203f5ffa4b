package dev.heatwire.ingest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where ingest reads article files from.
 *
 * @param folder the site folder
 * @param fromTopic whether to read the input topic, too
 * @param mayReplaceSite whether to withdraw the articles of another site if the topics hold one
 */
public record IngestSources(Optional<Path> folder, boolean fromTopic, boolean mayReplaceSite) {
    public IngestSources {
        if (folder.isEmpty() && !fromTopic) {
            throw new IllegalArgumentException("ingest needs a site folder, the input topic, or both");
        }
    }

    public static IngestSources folder(Path folder) {
        return new IngestSources(Optional.of(folder), false, false);
    }
}
