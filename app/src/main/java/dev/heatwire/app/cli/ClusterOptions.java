package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that speaks to Kafka. */
final class ClusterOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster (default: localhost:9092).")
    private Optional<String> bootstrapServers;

    @Option(names = "--topic-prefix", paramLabel = "PREFIX", description = "Stands before the name of each topic.")
    private Optional<String> topicPrefix;

    @Mixin
    private SettingsFile file;

    Settings settings() {
        return settings(Map.of());
    }

    /** @param more flags of the command itself, by setting */
    Settings settings(Map<String, String> more) {
        Map<String, String> flags = new LinkedHashMap<>(more);
        bootstrapServers.ifPresent(value -> flags.put(Settings.BOOTSTRAP_SERVERS, value));
        topicPrefix.ifPresent(value -> flags.put(Settings.TOPIC_PREFIX, value));
        return file.settings(flags);
    }
}
