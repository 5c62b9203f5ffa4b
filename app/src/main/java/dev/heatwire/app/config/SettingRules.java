package dev.heatwire.app.config;

import dev.heatwire.ingest.directory.FileFilter;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.config.TopicConfig;

/** What the values of settings must be; finds every problem, not only the first. */
final class SettingRules {
    private static final int MAX_FILE_BYTES = 64 << 20;
    private static final int MAX_PARTITIONS = 9_999;
    /** Deeper trees would overflow the stack of whoever walks them. */
    private static final int MAX_DEPTH = 100;

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    SettingRules(Map<String, String> values) {
        this.values = values;
    }

    List<String> problems() {
        return problems;
    }

    void check() {
        number(Settings.PARTITIONS, MAX_PARTITIONS);
        number(Settings.REPLICATION_FACTOR, MAX_PARTITIONS);
        number(Settings.LIMIT_FILE_BYTES, MAX_FILE_BYTES);
        number(Settings.LIMIT_REFERENCE_BYTES, MAX_FILE_BYTES);
        number(Settings.LIMIT_LINE_LENGTH, MAX_FILE_BYTES);
        number(Settings.LIMIT_DEPTH, MAX_DEPTH);
        check(Settings.INCLUDE, "must be globs", globs -> FileFilter.of(globs, ""));
        check(Settings.EXCLUDE, "must be globs", globs -> FileFilter.of("", globs));
        check(Settings.AFTER, "must be keep, move or delete", Settings::after);
        check(Settings.REREAD_EVERY, "must be a duration such as PT10M", Settings::duration);
        matches(Settings.TOPIC_PREFIX, "[a-zA-Z0-9._-]*", "only letters, digits, dots, underscores and hyphens");
        matches(
                Settings.INSTANCE,
                "[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,99}",
                "up to 100 letters, digits, dots, underscores and hyphens, no dot first");
        check(Settings.HTTP_PORT, "must be a port, or auto for a free one", SettingRules::port);
        values.keySet().stream()
                .filter(key -> key.startsWith(Settings.TOPIC) && key.endsWith(TopicConfig.CLEANUP_POLICY_CONFIG))
                .forEach(key -> problems.add(key + ": what the topics keep is not a matter of settings"));
    }

    private void number(String setting, int most) {
        check(setting, "must be a number from 1 to " + most, text -> between(1, Integer.parseInt(text), most));
    }

    private static void port(String text) {
        if (!text.equals(Settings.AUTO)) {
            between(1, Integer.parseInt(text), 65_535);
        }
    }

    private static void between(int least, int number, int most) {
        if (number < least || number > most) {
            throw new NumberFormatException();
        }
    }

    private void matches(String setting, String pattern, String expected) {
        check(setting, expected, text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException();
            }
        });
    }

    private void check(String setting, String expected, Consumer<String> reader) {
        try {
            Optional.ofNullable(values.get(setting)).ifPresent(reader);
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add(setting + ": " + expected);
        }
    }
}
