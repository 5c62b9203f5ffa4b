package dev.heatwire.app.config;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.web.WebSettings;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.config.types.Password;

/**
 * The valid settings of a command, in this order of precedence: flag, environment ({@code HEATWIRE_…}), file
 * ({@code --config}), default.
 *
 * @param given the settings that the user gave, by name
 * @param client settings that are passed to the Kafka clients unchanged
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
    public static final String SITE_TITLE = "site-title";
    public static final String PUBLIC_URL = "public-url";
    static final String ALLOWED_HOSTS = "allowed-hosts";
    public static final String EDITOR = "editor";
    static final String THIRD_PARTY_PICTURES = "third-party-pictures";
    static final String PUBLISH_TOKEN = "publish-token";
    static final String MAX_EVENT_CLIENTS = "max-event-clients";
    /** Prefix of topic settings: {@code topics.SETTING} for all topics, {@code topics.TOPIC.SETTING} for one. */
    static final String TOPIC = "topics.";
    /** Prefix of settings that are passed to the Kafka clients unchanged. */
    static final String KAFKA = "kafka.";

    /** The value of a setting that the process chooses itself. */
    static final String AUTO = "auto";

    private static final Duration MIN_REREAD_INTERVAL = Duration.ofSeconds(1);

    private static final Predicate<String> SECRET =
            key -> key.matches("(?i).*(password|secret|jaas|token|\\.key|credential).*");

    /**
     * @param flags values by setting, without those that the user did not give
     * @param file at most one
     * @throws InvalidSettings naming every problem
     */
    public static Settings of(Map<String, String> flags, Map<String, String> environment, List<Path> file) {
        GivenSettings given = new GivenSettings();
        file.forEach(given::file);
        given.environment(environment);
        given.flags(flags);
        List<String> problems = given.problems();
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        Settings settings = new Settings(Map.copyOf(given.values()), Map.copyOf(given.client()));
        return settings.on(settings.get(BOOTSTRAP_SERVERS));
    }

    static boolean isKnown(String setting) {
        return SettingDefinitions.isDefined(setting) || setting.startsWith(TOPIC);
    }

    public String get(String setting) {
        return given.containsKey(setting) ? given.get(setting) : SettingDefinitions.defaultOf(setting);
    }

    /** Whether the user gave the setting. */
    public boolean has(String setting) {
        return given.containsKey(setting);
    }

    /** The value, unless it is {@code auto}. */
    public Optional<String> chosen(String setting) {
        return Optional.of(get(setting)).filter(value -> !value.equals(AUTO));
    }

    /** These settings with another cluster. */
    public Settings on(String bootstrapServers) {
        Map<String, String> moved = new TreeMap<>(client);
        moved.put("bootstrap.servers", bootstrapServers);
        return new Settings(given, Map.copyOf(moved));
    }

    /** These settings with other defaults. */
    public Settings with(Map<String, String> defaults) {
        Map<String, String> values = new TreeMap<>(defaults);
        values.putAll(given);
        return new Settings(Map.copyOf(values), client);
    }

    public Topics topics() {
        return Topics.withPrefix(get(TOPIC_PREFIX));
    }

    /** The settings of ingest. */
    public IngestSettings ingest() {
        return new IngestSettings(
                new Limits(
                        number(LIMIT_FILE_BYTES),
                        number(LIMIT_REFERENCE_BYTES),
                        number(LIMIT_LINE_LENGTH),
                        number(LIMIT_DEPTH),
                        Limits.STANDARD.recordBytes()),
                FileFilter.of(get(INCLUDE), get(EXCLUDE)),
                IngestSettingDefinitions.cleanupPolicy(get(AFTER)),
                duration(get(REREAD_EVERY)));
    }

    /** The settings of the outlets. */
    public WebSettings web() {
        return WebSettingDefinitions.of(this);
    }

    /** The name of the setting for the topic setting {@code [TOPIC.]NAME} of a flag. */
    public static String ofTopics(String name) {
        return TOPIC + name;
    }

    /** The settings to create a topic with: its defaults, overridden by those for all topics, then by those for it. */
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

    /** The topic of an override; empty if it is for all topics. */
    private static Optional<String> topicOf(String name) {
        return GivenSettings.TOPICS.stream()
                .filter(topic -> name.startsWith(topic + "."))
                .findFirst();
    }

    public int number(String setting) {
        return SettingDefinitions.number(setting, get(setting));
    }

    /** All settings for the log, with secrets masked. */
    public Map<String, String> printable() {
        Map<String, String> printable = new LinkedHashMap<>();
        new TreeMap<>(SettingDefinitions.defaults())
                .keySet()
                .forEach(name -> printable.put(name, SettingDefinitions.printable(name, get(name))));
        overrides(name -> true).forEach((name, value) -> printable.put(TOPIC + name, value));
        // the type of a client setting is unknown here, because each client has its own: the name tells secrets
        new TreeMap<>(client)
                .forEach((key, value) -> printable.put(KAFKA + key, SECRET.test(key) ? Password.HIDDEN : value));
        return printable;
    }

    static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.compareTo(MIN_REREAD_INTERVAL) < 0) {
            throw new DateTimeException("shorter than " + MIN_REREAD_INTERVAL);
        }
        return duration;
    }

    /** Thrown for settings that are not valid; the message has a line for each problem. */
    public static final class InvalidSettings extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        InvalidSettings(List<String> problems) {
            super("invalid settings:\n  " + String.join("\n  ", problems));
        }
    }
}
