package dev.heatwire.app;

import dev.heatwire.events.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Every setting of a command, from one road: flag, then environment ({@code HEATWIRE_…}), then file ({@code --config}),
 * then default.
 *
 * @param given what somebody set
 * @param client what goes to the Kafka clients as it is
 */
record Settings(Map<String, String> given, Map<String, String> client) {
    static final String BOOTSTRAP_SERVERS = "bootstrap-servers";
    static final String TOPIC_PREFIX = "topic-prefix";
    static final String PARTITIONS = "partitions";
    static final String REPLICATION_FACTOR = "replication-factor";
    static final String STATE_DIR = "state-dir";
    static final String INSTANCE = "instance";

    private static final Map<String, String> DEFAULTS = Map.of(
            BOOTSTRAP_SERVERS, "localhost:9092",
            TOPIC_PREFIX, "",
            PARTITIONS, "4",
            REPLICATION_FACTOR, "1",
            STATE_DIR, Path.of(System.getProperty("java.io.tmpdir"), "heatwire").toString(),
            INSTANCE, "1");

    private static final String ENVIRONMENT = "HEATWIRE_";
    private static final String KAFKA_ENVIRONMENT = "HEATWIRE_KAFKA_";
    private static final String KAFKA = "kafka.";
    /** Variables of the same family that are not settings of a command. */
    private static final Set<String> ELSEWHERE = Set.of(
            "HEATWIRE_SITE",
            "HEATWIRE_OPTS",
            "HEATWIRE_REQUIRE_DOCKER",
            "HEATWIRE_LOG_LEVEL",
            "HEATWIRE_LIBRARY_LOG_LEVEL");

    private static final Predicate<String> SECRET =
            key -> key.matches("(?i).*(password|secret|jaas|token|\\.key|credential).*");

    /**
     * @param flags by setting; only those the user gave
     * @throws InvalidSettings naming every problem there is
     */
    static Settings of(Map<String, String> flags, Map<String, String> environment, List<Path> file) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        Map<String, String> client = new TreeMap<>();
        file.forEach(path -> read(path, values, client, problems));
        read(environment, values, client, problems);
        values.putAll(flags);
        positive(PARTITIONS, values, problems);
        positive(REPLICATION_FACTOR, values, problems);
        if (!values.getOrDefault(TOPIC_PREFIX, "").matches("[a-zA-Z0-9._-]*")) {
            problems.add(TOPIC_PREFIX + ": only letters, digits, dots, underscores and hyphens");
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        Settings settings = new Settings(Map.copyOf(values), Map.copyOf(client));
        return settings.on(settings.get(BOOTSTRAP_SERVERS));
    }

    String get(String setting) {
        return given.getOrDefault(setting, DEFAULTS.get(setting));
    }

    boolean has(String setting) {
        return given.containsKey(setting);
    }

    /** The same settings for another cluster. */
    Settings on(String bootstrapServers) {
        Map<String, String> moved = new TreeMap<>(client);
        moved.put("bootstrap.servers", bootstrapServers);
        return new Settings(given, Map.copyOf(moved));
    }

    /** The same settings with other values for those that nobody set. */
    Settings with(Map<String, String> defaults) {
        Map<String, String> values = new TreeMap<>(defaults);
        values.putAll(given);
        return new Settings(Map.copyOf(values), client);
    }

    Topics topics() {
        return Topics.withPrefix(get(TOPIC_PREFIX));
    }

    int number(String setting) {
        return Integer.parseInt(get(setting));
    }

    /** All settings, secrets masked, for the log. */
    Map<String, String> printable() {
        Map<String, String> printable = new LinkedHashMap<>();
        new TreeMap<>(DEFAULTS).keySet().forEach(key -> printable.put(key, get(key)));
        new TreeMap<>(client)
                .forEach((key, value) -> printable.put(KAFKA + key, SECRET.test(key) ? "********" : value));
        return printable;
    }

    private static void read(Path file, Map<String, String> values, Map<String, String> client, List<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("%s cannot be read: %s".formatted(file, e.getMessage()));
            return;
        }
        new TreeMap<>(properties).forEach((name, value) -> {
            String key = name.toString();
            if (key.startsWith(KAFKA)) {
                client.put(key.substring(KAFKA.length()), value.toString());
            } else {
                put(key, value.toString(), "%s: %s".formatted(file, key), values, problems);
            }
        });
    }

    private static void read(
            Map<String, String> environment,
            Map<String, String> values,
            Map<String, String> client,
            List<String> problems) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(KAFKA_ENVIRONMENT)) {
                client.put(
                        name.substring(KAFKA_ENVIRONMENT.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            } else if (name.startsWith(ENVIRONMENT) && !ELSEWHERE.contains(name)) {
                String key = name.substring(ENVIRONMENT.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                put(key, value, name, values, problems);
            }
        });
    }

    private static void put(
            String key, String value, String origin, Map<String, String> values, List<String> problems) {
        if (DEFAULTS.containsKey(key)) {
            values.put(key, value);
        } else {
            problems.add(origin + " is not a known setting");
        }
    }

    private static void positive(String setting, Map<String, String> values, List<String> problems) {
        if (!values.getOrDefault(setting, "1").matches("[1-9][0-9]{0,3}")) {
            problems.add(setting + ": must be a number from 1 to 9999");
        }
    }

    /** Settings that cannot be; the message has a line for each problem. */
    static final class InvalidSettings extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        InvalidSettings(List<String> problems) {
            super("invalid settings:\n  " + String.join("\n  ", problems));
        }
    }
}
