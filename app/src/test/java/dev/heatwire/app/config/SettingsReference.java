package dev.heatwire.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.types.Password;

/** Generates {@code docs/settings.md} from the definitions of the settings. */
final class SettingsReference {
    private static final int MAX_COLUMNS = 120;
    private static final String NONE = "none";

    private SettingsReference() {}

    static String markdown() {
        StringBuilder text = new StringBuilder("""
                # Settings

                <!-- Generated from the definitions in app.config by SettingsReferenceTest; do not edit. -->

                A setting comes from the first of these places that has it:

                1. a flag of the command (`heatwire COMMAND --help` lists them),
                2. an environment variable,
                3. the properties file of `--config FILE`, under the name given here,
                4. the default.

                """);
        text.append(wrapped(
                "A command with invalid or unknown settings does not start. It reports all problems at once and "
                        + "exits with code 2."));
        SettingDefinitions.ALL.groups().forEach(group -> {
            text.append("\n## ").append(group).append('\n');
            SettingDefinitions.ALL.configKeys().values().stream()
                    .filter(key -> key.group.equals(group))
                    .forEach(key -> text.append(setting(key)));
        });
        text.append("""

                ## Topic settings

                ### `topics.[TOPIC.]SETTING`

                """);
        text.append(wrapped("A topic setting of Kafka, such as `segment.ms`, for all topics or for one topic. "
                + "It overrides Heatwire's own value when `heatwire topics create` creates the topic. `TOPIC` is a "
                + "name without the prefix: " + topics() + ". `cleanup.policy` cannot be changed."));
        text.append(list(
                "Environment",
                code(GivenSettings.TOPIC_ENVIRONMENT + "[TOPIC_]SETTING")
                        + ", dots and hyphens as underscores: `HEATWIRE_TOPICS_RANKED_FEED_SEGMENT_MS` is "
                        + "`topics.ranked-feed.segment.ms`"));
        text.append("""

                ## Settings of the Kafka clients

                ### `kafka.SETTING`

                """);
        text.append(
                wrapped("Any setting of the Kafka clients and of Kafka Streams, for example for TLS and SASL, except "
                        + "those that a guarantee of Heatwire depends on, such as `processing.guarantee`. Kafka's "
                        + "clients check the values when they start. In the log, values of passwords, keys, tokens "
                        + "and JAAS configurations are shown as `[hidden]`."));
        text.append(list(
                "Environment",
                code(GivenSettings.KAFKA_ENVIRONMENT + "SETTING")
                        + ", dots as underscores: `HEATWIRE_KAFKA_SECURITY_PROTOCOL` is `kafka.security.protocol`"));
        text.append("""

                ## Other environment variables

                These are not settings of a command: they have no flag and no name in the properties file.
                """);
        EnvironmentVariable.ALL.forEach(variable -> text.append(variable(variable)));
        return text.toString();
    }

    private static String setting(ConfigKey key) {
        return "\n### `%s`\n\n".formatted(key.name)
                + wrapped(key.documentation)
                + list(
                        "Environment",
                        code(GivenSettings.variableOf(key.name)),
                        "Default",
                        code(portable(defaultOf(key))),
                        "Type",
                        key.type.toString().toLowerCase(Locale.ROOT),
                        "Valid values",
                        validValues(key.validator),
                        "Importance",
                        key.importance.toString().toLowerCase(Locale.ROOT));
    }

    private static String defaultOf(ConfigKey key) {
        // Kafka masks a password, also one that is empty
        return key.defaultValue instanceof Password password
                ? password.value()
                : ConfigDef.convertToString(key.defaultValue, key.type);
    }

    private static String variable(EnvironmentVariable variable) {
        return "\n### `%s`\n\n".formatted(variable.name())
                + wrapped(variable.meaning())
                + list("Read by", variable.readBy(), "Default", code(variable.defaultValue()));
    }

    private static String topics() {
        return GivenSettings.TOPICS.stream().map(SettingsReference::code).collect(Collectors.joining(", "));
    }

    private static String validValues(Validator validator) {
        return validator == null ? "any" : validator.toString();
    }

    private static String code(String text) {
        return text.isEmpty() ? NONE : "`" + text + "`";
    }

    /** The default without what depends on the machine. */
    private static String portable(String text) {
        String temporary = Path.of(System.getProperty("java.io.tmpdir")).toString();
        return text.replace(temporary, "${java.io.tmpdir}");
    }

    private static String list(String... namesAndValues) {
        StringBuilder list = new StringBuilder("\n");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.append(wrapped("- %s: %s".formatted(namesAndValues[i], namesAndValues[i + 1]), "  "));
        }
        return list.toString();
    }

    private static String wrapped(String paragraph) {
        return wrapped(paragraph, "");
    }

    private static String wrapped(String paragraph, String indent) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : List.of(paragraph.split(" "))) {
            if (line.length() + 1 + word.length() > MAX_COLUMNS) {
                lines.append(line).append('\n');
                line = new StringBuilder(indent);
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        return lines.append(line).append('\n').toString();
    }
}
