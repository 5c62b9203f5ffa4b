package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads a site folder. */
class SiteOptions {
    @Option(
            names = "--include",
            paramLabel = "GLOBS",
            description = "Which files under articles/ are article files (default: *.md).")
    private Optional<String> include;

    @Option(names = "--exclude", paramLabel = "GLOBS", description = "Which of them are not.")
    private Optional<String> exclude;

    /** What was given, by setting. */
    Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        include.ifPresent(value -> flags.put(Settings.INCLUDE, value));
        exclude.ifPresent(value -> flags.put(Settings.EXCLUDE, value));
        return flags;
    }
}
