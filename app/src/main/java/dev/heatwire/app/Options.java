package dev.heatwire.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that speaks to Kafka. */
final class Options {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster (default: localhost:9092).")
    private Optional<String> bootstrapServers;

    @Option(names = "--topic-prefix", paramLabel = "PREFIX", description = "Stands before the name of each topic.")
    private Optional<String> topicPrefix;

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with settings.")
    private Optional<Path> config;

    Settings settings() {
        return settings(Map.of());
    }

    /** @param more flags of the command itself, by setting */
    Settings settings(Map<String, String> more) {
        Map<String, String> flags = new LinkedHashMap<>(more);
        bootstrapServers.ifPresent(value -> flags.put(Settings.BOOTSTRAP_SERVERS, value));
        topicPrefix.ifPresent(value -> flags.put(Settings.TOPIC_PREFIX, value));
        return Settings.of(flags, System.getenv(), config.map(List::of).orElse(List.of()));
    }
}
