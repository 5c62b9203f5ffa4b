package dev.heatwire.app.config;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.StageConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Merges the settings that a user gave in files, environment and flags: a source that is read later overrides earlier
 * ones.
 */
final class GivenSettings {
    static final String ENVIRONMENT = "HEATWIRE_";
    static final String KAFKA_ENVIRONMENT = "HEATWIRE_KAFKA_";
    static final String TOPIC_ENVIRONMENT = "HEATWIRE_TOPICS_";

    /** Topic names without prefix. */
    static final List<String> TOPICS =
            Topics.withPrefix("").all().stream().map(TopicSpec::name).toList();

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> client = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    Map<String, String> values() {
        return values;
    }

    /** Settings of the Kafka clients, without their prefix. */
    Map<String, String> client() {
        return client;
    }

    /** Sources that cannot be read, unknown names, and every value that is not valid. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        all.addAll(SettingDefinitions.problems(values));
        values.keySet().stream()
                .filter(key -> key.startsWith(Settings.TOPIC) && key.endsWith(TopicConfig.CLEANUP_POLICY_CONFIG))
                .forEach(key -> all.add(key + ": cleanup.policy cannot be changed"));
        client.keySet().stream()
                .filter(StageConfig::isOwned)
                .forEach(key -> all.add(Settings.KAFKA + key + ": a guarantee of Heatwire depends on it"));
        if (client.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            all.add(Settings.KAFKA + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG + ": set "
                    + Settings.BOOTSTRAP_SERVERS + " instead");
        }
        return all;
    }

    void file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("%s cannot be read: %s".formatted(file, e.getMessage()));
            return;
        }
        new TreeMap<>(properties).forEach((name, value) -> {
            String key = name.toString();
            if (key.startsWith(Settings.KAFKA)) {
                client.put(key.substring(Settings.KAFKA.length()), value.toString());
            } else {
                put(key, value.toString(), "%s: %s".formatted(file, key));
            }
        });
    }

    void environment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(KAFKA_ENVIRONMENT)) {
                client.put(dotted(name.substring(KAFKA_ENVIRONMENT.length())), value);
            } else if (name.startsWith(TOPIC_ENVIRONMENT)) {
                values.put(Settings.TOPIC + topicSetting(name.substring(TOPIC_ENVIRONMENT.length())), value);
            } else if (name.startsWith(ENVIRONMENT) && !EnvironmentVariable.isKnown(name)) {
                put(settingOf(name), value, name);
            }
        });
        if (!List.of("text", "json").contains(environment.getOrDefault(EnvironmentVariable.LOG_FORMAT, "text"))) {
            problems.add(EnvironmentVariable.LOG_FORMAT + ": must be text or json");
        }
    }

    /** @param flags values by setting, without those that the user did not give */
    void flags(Map<String, String> flags) {
        values.putAll(flags);
    }

    private void put(String key, String value, String origin) {
        if (Settings.isKnown(key)) {
            values.put(key, value);
        } else {
            problems.add(origin + " is not a known setting");
        }
    }

    /** {@code HEATWIRE_TOPIC_PREFIX} for {@code topic-prefix}. */
    static String variableOf(String setting) {
        return ENVIRONMENT + setting.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String settingOf(String variable) {
        return variable.substring(ENVIRONMENT.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code ranked-feed.segment.ms} for {@code RANKED_FEED_SEGMENT_MS}. */
    private static String topicSetting(String name) {
        String dotted = dotted(name);
        return TOPICS.stream()
                .filter(topic -> dotted.startsWith(topic.replace('-', '.') + "."))
                .findFirst()
                .map(topic -> topic + dotted.substring(topic.length()))
                .orElse(dotted);
    }

    private static String dotted(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
