package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads a site folder. */
public class SiteOptions {
    @Option(
            names = "--include",
            paramLabel = "GLOBS",
            description = "Glob patterns of article files, separated by commas (default: *.md,*.markdown).")
    private Optional<String> include;

    @Option(names = "--exclude", paramLabel = "GLOBS", description = "Glob patterns of files to skip.")
    private Optional<String> exclude;

    /** Values of the options that the user gave, by setting. */
    public Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        include.ifPresent(value -> flags.put(Settings.INCLUDE, value));
        exclude.ifPresent(value -> flags.put(Settings.EXCLUDE, value));
        return flags;
    }
}
