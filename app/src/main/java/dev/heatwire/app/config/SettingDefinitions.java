package dev.heatwire.app.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigValue;

/**
 * The type, default, valid values and documentation of every setting with a fixed name.
 *
 * <p>{@code topics.[TOPIC.]SETTING} and {@code kafka.*} are not defined here: {@link ConfigDef} defines fixed names
 * only, and the valid names and values of these two are the broker's and the clients' to check.
 */
final class SettingDefinitions {
    private static final int MAX_PARTITIONS = 9_999;

    private static final Validator ANY_TEXT = null;

    static final ConfigDef ALL = new ConfigDef();

    static {
        defineCluster("Cluster and topics");
        defineStages("Stages");
        IngestSettingDefinitions.defineSite("Site folder");
        IngestSettingDefinitions.defineLimits("Limits of files");
        defineHttp("HTTP");
        WebSettingDefinitions.define("Outlets");
    }

    private SettingDefinitions() {}

    private static void defineCluster(String group) {
        define(
                group,
                Settings.BOOTSTRAP_SERVERS,
                Type.STRING,
                "localhost:9092",
                ANY_TEXT,
                Importance.HIGH,
                "Addresses of the Kafka cluster, separated by commas. Without it, `heatwire run` starts an embedded "
                        + "broker.");
        define(
                group,
                Settings.TOPIC_PREFIX,
                Type.STRING,
                "",
                SettingValidators.pattern("[a-zA-Z0-9._-]*", "a-z, A-Z, 0-9, dots, underscores and hyphens"),
                Importance.MEDIUM,
                "Prefix of the name of every topic and consumer group. Pipelines with different prefixes can share a "
                        + "cluster.");
        define(
                group,
                Settings.PARTITIONS,
                Type.INT,
                4,
                Range.between(1, MAX_PARTITIONS),
                Importance.MEDIUM,
                "Partitions of each topic that `heatwire topics create` creates, and so the maximum number of "
                        + "instances of a stage that get work. The number cannot be changed later. `heatwire run` uses "
                        + "1 on its embedded broker.");
        define(
                group,
                Settings.REPLICATION_FACTOR,
                Type.INT,
                1,
                Range.between(1, MAX_PARTITIONS),
                Importance.MEDIUM,
                "Replicas of each partition that `heatwire topics create` creates. Use 3 in production.");
    }

    private static void defineStages(String group) {
        define(
                group,
                Settings.STATE_DIR,
                Type.STRING,
                Path.of(System.getProperty("java.io.tmpdir"), "heatwire").toString(),
                ANY_TEXT,
                Importance.HIGH,
                "Directory of the local state stores, with a subdirectory for each stage and instance. If it is lost, "
                        + "a stage restores its stores from Kafka.");
        define(
                group,
                Settings.INSTANCE,
                Type.STRING,
                Settings.AUTO,
                SettingValidators.pattern(
                        "[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,99}",
                        "up to 100 of a-z, A-Z, 0-9, dots, underscores and hyphens; not a dot first"),
                Importance.LOW,
                "Name of this instance of a stage, its `group.instance.id`. `auto` takes the first free subdirectory "
                        + "of the state directory, so that a restarted process is the same group member.");
    }

    private static void defineHttp(String group) {
        define(
                group,
                Settings.HTTP_HOST,
                Type.STRING,
                "127.0.0.1",
                ANY_TEXT,
                Importance.MEDIUM,
                "Address on which a stage serves its health and metrics, and `serve` its pages. It is 0.0.0.0 in the "
                        + "image.");
        define(
                group,
                Settings.HTTP_PORT,
                Type.STRING,
                Settings.AUTO,
                SettingValidators.parsedBy(SettingValidators::port, "a port from 1 to 65535, or auto"),
                Importance.MEDIUM,
                "Port on which a stage serves its health and metrics, and `serve` its pages. `auto` takes a free port "
                        + "and prints it; for `serve` it is 8080. It is 8080 in the image.");
    }

    static void define(
            String group,
            String name,
            Type type,
            Object defaultValue,
            Validator validator,
            Importance importance,
            String documentation) {
        int order = ALL.names().size();
        ALL.define(name, type, defaultValue, validator, importance, documentation, group, order, Width.NONE, name);
    }

    static boolean isDefined(String name) {
        return ALL.configKeys().containsKey(name);
    }

    /** The default of a defined setting, as a user would write it. */
    static String defaultOf(String name) {
        ConfigKey key = ALL.configKeys().get(name);
        return ConfigDef.convertToString(key.defaultValue, key.type);
    }

    /** The default of every setting, as a user would write it. */
    static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        ALL.names().forEach(name -> defaults.put(name, defaultOf(name)));
        return defaults;
    }

    /** The first problem of each value that is not valid, in the order of the definitions. */
    static List<String> problems(Map<String, String> values) {
        Map<String, ConfigValue> results = ALL.validateAll(values);
        return ALL.configKeys().keySet().stream()
                .flatMap(name -> results.get(name).errorMessages().stream().limit(1))
                .toList();
    }

    static int number(String name, String value) {
        return (Integer) ConfigDef.parseType(name, value, Type.INT);
    }

    /** The value for a log; {@code [hidden]} if the setting is a password. */
    static String printable(String name, String value) {
        ConfigKey key = ALL.configKeys().get(name);
        return ConfigDef.convertToString(ConfigDef.parseType(name, value, key.type), key.type);
    }
}
