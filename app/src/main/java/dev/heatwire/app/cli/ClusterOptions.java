package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that connects to Kafka. */
public final class ClusterOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster (default: localhost:9092; for run, the embedded broker).")
    private Optional<String> bootstrapServers;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "Prefix of all topic names, consumer groups and transactional ids (default: none).")
    private Optional<String> topicPrefix;

    @Mixin
    private SettingsFile file;

    public Settings settings() {
        return settings(Map.of());
    }

    /** @param commandFlags values of the command's own options, by setting */
    public Settings settings(Map<String, String> commandFlags) {
        Map<String, String> flags = new LinkedHashMap<>(commandFlags);
        bootstrapServers.ifPresent(value -> flags.put(Settings.BOOTSTRAP_SERVERS, value));
        topicPrefix.ifPresent(value -> flags.put(Settings.TOPIC_PREFIX, value));
        return file.settings(flags);
    }
}
