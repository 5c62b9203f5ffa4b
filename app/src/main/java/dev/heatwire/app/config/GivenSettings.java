package dev.heatwire.app.config;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
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
import java.util.Set;
import java.util.TreeMap;

/** What somebody set, from each place where settings stand; what is read later wins. */
final class GivenSettings {
    static final List<String> TOPICS =
            Topics.withPrefix("").all().stream().map(TopicSpec::name).toList();

    private static final String ENVIRONMENT = "HEATWIRE_";
    private static final String KAFKA_ENVIRONMENT = "HEATWIRE_KAFKA_";
    private static final String TOPIC_ENVIRONMENT = "HEATWIRE_TOPICS_";
    /** Read by the logger itself, before there are settings. */
    private static final String LOG_FORMAT = "HEATWIRE_LOG_FORMAT";
    /** Variables of the same family that are not settings of a command. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "HEATWIRE_SITE",
            "HEATWIRE_BROKER_PORT",
            "HEATWIRE_BROKER_2_PORT",
            "HEATWIRE_BROKER_3_PORT",
            "HEATWIRE_OPTS",
            "HEATWIRE_REQUIRE_DOCKER",
            "HEATWIRE_REQUIRE_NODE",
            LOG_FORMAT,
            "HEATWIRE_LOG_LEVEL",
            "HEATWIRE_LIBRARY_LOG_LEVEL");

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> client = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    Map<String, String> values() {
        return values;
    }

    /** What goes to the Kafka clients as it is. */
    Map<String, String> client() {
        return client;
    }

    List<String> problems() {
        return problems;
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
            } else if (name.startsWith(ENVIRONMENT) && !OTHER_VARIABLES.contains(name)) {
                String key = name.substring(ENVIRONMENT.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                put(key, value, name);
            }
        });
        if (!List.of("text", "json").contains(environment.getOrDefault(LOG_FORMAT, "text"))) {
            problems.add(LOG_FORMAT + ": must be text or json");
        }
    }

    /** @param flags by setting; only those the user gave */
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

    /** {@code RANKED_FEED_SEGMENT_MS} is {@code ranked-feed.segment.ms}. */
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
