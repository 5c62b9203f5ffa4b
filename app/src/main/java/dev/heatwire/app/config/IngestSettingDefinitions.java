package dev.heatwire.app.config;

import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.FileFilter;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The definitions of the settings of ingest. */
final class IngestSettingDefinitions {
    private static final int MAX_FILE_BYTES = 64 << 20;
    /** The tree is walked recursively; the stack of a thread is large enough for this depth. */
    private static final int MAX_DEPTH = 100;

    private IngestSettingDefinitions() {}

    static void defineSite(String group) {
        SettingDefinitions.define(
                group,
                Settings.INCLUDE,
                Type.STRING,
                "",
                SettingValidators.parsedBy(globs -> FileFilter.of(globs, ""), "globs, separated by commas"),
                Importance.MEDIUM,
                "Glob patterns of the article files, without regard to case; the default is `include` in site.yaml, "
                        + "else `*.md,*.markdown`. A pattern without a slash is matched against the file name, "
                        + "another one against the path relative to the site folder.");
        SettingDefinitions.define(
                group,
                Settings.EXCLUDE,
                Type.STRING,
                "",
                SettingValidators.parsedBy(globs -> FileFilter.of("", globs), "globs, separated by commas"),
                Importance.MEDIUM,
                "Glob patterns of files to skip. A file that matches both is skipped.");
        SettingDefinitions.define(
                group,
                Settings.AFTER,
                Type.STRING,
                "keep",
                SettingValidators.parsedBy(IngestSettingDefinitions::cleanupPolicy, "keep, move or delete"),
                Importance.MEDIUM,
                "What ingest does with an article file after its state was committed: keep it, move it to `done/` "
                        + "if it was published and to `failed/` otherwise, or delete it if it was published.");
        SettingDefinitions.define(
                group,
                Settings.REREAD_EVERY,
                Type.STRING,
                "PT10M",
                SettingValidators.parsedBy(
                        Settings::duration, "an ISO 8601 duration of at least a second, such as PT10M"),
                Importance.LOW,
                "Interval at which ingest reads all files, to detect changes that left size and modification time as "
                        + "they were.");
    }

    static void defineLimits(String group) {
        SettingDefinitions.define(
                group,
                Settings.LIMIT_FILE_BYTES,
                Type.INT,
                1 << 20,
                Range.between(1, MAX_FILE_BYTES),
                Importance.LOW,
                "Maximum size of an article file in bytes. A larger file is rejected.");
        SettingDefinitions.define(
                group,
                Settings.LIMIT_REFERENCE_BYTES,
                Type.INT,
                8 << 20,
                Range.between(1, MAX_FILE_BYTES),
                Importance.LOW,
                "Maximum size of a reference data file (providers, topics, policy) in bytes.");
        SettingDefinitions.define(
                group,
                Settings.LIMIT_LINE_LENGTH,
                Type.INT,
                1 << 16,
                Range.between(1, MAX_FILE_BYTES),
                Importance.LOW,
                "Maximum number of characters in a line of YAML.");
        SettingDefinitions.define(
                group,
                Settings.LIMIT_DEPTH,
                Type.INT,
                30,
                Range.between(1, MAX_DEPTH),
                Importance.LOW,
                "Maximum nesting depth of YAML values.");
    }

    static CleanupPolicy cleanupPolicy(String name) {
        return CleanupPolicy.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
