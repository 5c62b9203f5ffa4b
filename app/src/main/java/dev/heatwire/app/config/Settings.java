package dev.heatwire.app.config;

import static java.util.Map.entry;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.parse.Limits;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Every setting of a command, from one road: flag, then environment ({@code HEATWIRE_…}), then file ({@code --config}),
 * then default.
 *
 * @param given what somebody set
 * @param client what goes to the Kafka clients as it is
 */
public record Settings(Map<String, String> given, Map<String, String> client) {
    public static final String BOOTSTRAP_SERVERS = "bootstrap-servers";
    public static final String TOPIC_PREFIX = "topic-prefix";
    public static final String PARTITIONS = "partitions";
    public static final String REPLICATION_FACTOR = "replication-factor";
    public static final String STATE_DIR = "state-dir";
    public static final String INSTANCE = "instance";
    public static final String INCLUDE = "include";
    public static final String EXCLUDE = "exclude";
    public static final String AFTER = "after";
    static final String REREAD_EVERY = "reread-every";
    static final String LIMIT_FILE_BYTES = "limit-file-bytes";
    static final String LIMIT_REFERENCE_BYTES = "limit-reference-bytes";
    static final String LIMIT_LINE_LENGTH = "limit-line-length";
    static final String LIMIT_DEPTH = "limit-depth";
    public static final String HTTP_HOST = "http-host";
    public static final String HTTP_PORT = "http-port";
    /** Before the name of a setting of all topics, or of a topic and its setting. */
    static final String TOPIC = "topics.";
    /** Before the name of a setting that goes to the Kafka clients as it is. */
    static final String KAFKA = "kafka.";

    /** The value of settings that are chosen by circumstance. */
    static final String AUTO = "auto";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry(BOOTSTRAP_SERVERS, "localhost:9092"),
            entry(TOPIC_PREFIX, ""),
            entry(PARTITIONS, "4"),
            entry(REPLICATION_FACTOR, "1"),
            entry(
                    STATE_DIR,
                    Path.of(System.getProperty("java.io.tmpdir"), "heatwire").toString()),
            entry(INSTANCE, AUTO),
            entry(INCLUDE, "*.md"),
            entry(EXCLUDE, ""),
            entry(AFTER, "keep"),
            entry(REREAD_EVERY, "PT10M"),
            entry(LIMIT_FILE_BYTES, "1048576"),
            entry(LIMIT_REFERENCE_BYTES, "8388608"),
            entry(LIMIT_LINE_LENGTH, "65536"),
            entry(LIMIT_DEPTH, "30"),
            entry(HTTP_HOST, "127.0.0.1"),
            entry(HTTP_PORT, AUTO));

    private static final Predicate<String> SECRET =
            key -> key.matches("(?i).*(password|secret|jaas|token|\\.key|credential).*");

    /**
     * @param flags by setting; only those the user gave
     * @throws InvalidSettings naming every problem there is
     */
    public static Settings of(Map<String, String> flags, Map<String, String> environment, List<Path> file) {
        GivenSettings road = new GivenSettings();
        file.forEach(road::file);
        road.environment(environment);
        road.flags(flags);
        SettingRules rules = new SettingRules(road.values());
        rules.check();
        List<String> problems = new ArrayList<>(road.problems());
        problems.addAll(rules.problems());
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        Settings settings = new Settings(Map.copyOf(road.values()), Map.copyOf(road.client()));
        return settings.on(settings.get(BOOTSTRAP_SERVERS));
    }

    static boolean isKnown(String setting) {
        return DEFAULTS.containsKey(setting) || setting.startsWith(TOPIC);
    }

    public String get(String setting) {
        return given.getOrDefault(setting, DEFAULTS.get(setting));
    }

    public boolean has(String setting) {
        return given.containsKey(setting);
    }

    /** The value, unless it is to be chosen by circumstance. */
    public Optional<String> chosen(String setting) {
        return Optional.of(get(setting)).filter(value -> !value.equals(AUTO));
    }

    /** The same settings for another cluster. */
    public Settings on(String bootstrapServers) {
        Map<String, String> moved = new TreeMap<>(client);
        moved.put("bootstrap.servers", bootstrapServers);
        return new Settings(given, Map.copyOf(moved));
    }

    /** The same settings with other values for those that nobody set. */
    public Settings with(Map<String, String> defaults) {
        Map<String, String> values = new TreeMap<>(defaults);
        values.putAll(given);
        return new Settings(Map.copyOf(values), client);
    }

    public Topics topics() {
        return Topics.withPrefix(get(TOPIC_PREFIX));
    }

    /** How a site folder is read. */
    public IngestSettings ingest() {
        return new IngestSettings(
                new Limits(
                        number(LIMIT_FILE_BYTES),
                        number(LIMIT_REFERENCE_BYTES),
                        number(LIMIT_LINE_LENGTH),
                        number(LIMIT_DEPTH),
                        Limits.STANDARD.recordBytes()),
                FileFilter.of(get(INCLUDE), get(EXCLUDE)),
                after(get(AFTER)),
                duration(get(REREAD_EVERY)));
    }

    /** The setting that {@code [TOPIC.]NAME} of a flag, or of the environment, stands for. */
    public static String ofTopics(String name) {
        return TOPIC + name;
    }

    /** What a topic is created with: our settings, those for all topics, those for this one, later ones winning. */
    public Map<String, String> of(TopicSpec<?> topic) {
        String own = topic.name().substring(get(TOPIC_PREFIX).length()) + ".";
        Map<String, String> settings = new TreeMap<>(topic.settings());
        overrides(name -> topicOf(name).isEmpty()).forEach(settings::put);
        overrides(name -> name.startsWith(own))
                .forEach((name, value) -> settings.put(name.substring(own.length()), value));
        return settings;
    }

    private Map<String, String> overrides(Predicate<String> names) {
        Map<String, String> overrides = new TreeMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(TOPIC) && names.test(key.substring(TOPIC.length()))) {
                overrides.put(key.substring(TOPIC.length()), value);
            }
        });
        return overrides;
    }

    /** The topic that a setting is for, when it is not for all. */
    private static Optional<String> topicOf(String name) {
        return GivenSettings.TOPICS.stream()
                .filter(topic -> name.startsWith(topic + "."))
                .findFirst();
    }

    public int number(String setting) {
        return Integer.parseInt(get(setting));
    }

    /** All settings, secrets masked, for the log. */
    public Map<String, String> printable() {
        Map<String, String> printable = new LinkedHashMap<>();
        new TreeMap<>(DEFAULTS).keySet().forEach(key -> printable.put(key, get(key)));
        overrides(name -> true).forEach((name, value) -> printable.put(TOPIC + name, value));
        new TreeMap<>(client)
                .forEach((key, value) -> printable.put(KAFKA + key, SECRET.test(key) ? "********" : value));
        return printable;
    }

    static CleanupPolicy after(String name) {
        return CleanupPolicy.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new DateTimeException("too short");
        }
        return duration;
    }

    /** Settings that cannot be; the message has a line for each problem. */
    public static final class InvalidSettings extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        InvalidSettings(List<String> problems) {
            super("invalid settings:\n  " + String.join("\n  ", problems));
        }
    }
}
