package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of every command that has settings. */
public final class SettingsFile {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A properties file with settings; flags and environment variables override it.")
    private Optional<Path> config;

    /** @param flags values of the command's options, by setting */
    public Settings settings(Map<String, String> flags) {
        return Settings.of(flags, System.getenv(), config.map(List::of).orElse(List.of()));
    }
}
