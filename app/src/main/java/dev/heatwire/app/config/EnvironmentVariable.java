package dev.heatwire.app.config;

import java.util.List;

/**
 * An environment variable that begins with {@code HEATWIRE_} but is not a setting of a command.
 *
 * @param readBy the program that reads it
 * @param defaultValue empty if there is none
 * @param meaning for the settings reference
 */
record EnvironmentVariable(String name, String readBy, String defaultValue, String meaning) {
    /** Read by the logging library, before the settings are. */
    static final String LOG_FORMAT = "HEATWIRE_LOG_FORMAT";

    static final List<EnvironmentVariable> ALL = List.of(
            new EnvironmentVariable(
                    "HEATWIRE_OPTS",
                    "the launcher",
                    "",
                    "Options of the JVM, separated by blanks. They come after those of the launcher and win over them, "
                            + "for example `-Xmx2g`."),
            new EnvironmentVariable(
                    "HEATWIRE_LOG_LEVEL",
                    "every command",
                    "WARN",
                    "Log level of Heatwire: TRACE, DEBUG, INFO, WARN, ERROR or OFF. It is INFO in the image."),
            new EnvironmentVariable(
                    "HEATWIRE_LIBRARY_LOG_LEVEL",
                    "every command",
                    "ERROR",
                    "Log level of the libraries, the Kafka clients among them."),
            new EnvironmentVariable(
                    LOG_FORMAT,
                    "every command",
                    "text",
                    "`text`, or `json` for one JSON object in each line. The log is written to stderr."),
            new EnvironmentVariable(
                    "HEATWIRE_SITE",
                    "the compose files",
                    "./seeds",
                    "The site folder, mounted into the container of `ingest`. User 10001 must be able to read it."),
            new EnvironmentVariable(
                    "HEATWIRE_BROKER_PORT",
                    "the compose files",
                    "9092",
                    "Port of the host on which the broker listens."),
            new EnvironmentVariable(
                    "HEATWIRE_BROKER_2_PORT",
                    "docker-compose.cluster.yml",
                    "9192",
                    "Port of the host on which the second broker listens."),
            new EnvironmentVariable(
                    "HEATWIRE_BROKER_3_PORT",
                    "docker-compose.cluster.yml",
                    "9292",
                    "Port of the host on which the third broker listens."),
            new EnvironmentVariable(
                    "HEATWIRE_WEB_PORT", "the compose files", "8080", "Port of the host on which the page is served."),
            new EnvironmentVariable(
                    "HEATWIRE_REQUIRE_BROWSER",
                    "the tests",
                    "false",
                    "If `true`, tests that need Chromium fail where it is missing. Otherwise they are skipped."),
            new EnvironmentVariable(
                    "HEATWIRE_REQUIRE_DOCKER",
                    "the tests",
                    "false",
                    "If `true`, tests that need Docker fail where it is missing. Otherwise they are skipped."),
            new EnvironmentVariable(
                    "HEATWIRE_REQUIRE_KUBECTL",
                    "the tests",
                    "false",
                    "If `true`, tests that need kubectl fail where it is missing. Otherwise they are skipped."),
            new EnvironmentVariable(
                    "HEATWIRE_REQUIRE_NODE",
                    "the tests",
                    "false",
                    "If `true`, tests that need Node.js fail where it is missing. Otherwise they are skipped."),
            new EnvironmentVariable(
                    "HEATWIRE_REQUIRE_READERS",
                    "the tests",
                    "false",
                    "If `true`, tests that need feed readers (sfeed, newsboat) fail where they are missing. Otherwise "
                            + "they are skipped."));

    static boolean isKnown(String name) {
        return ALL.stream().anyMatch(variable -> variable.name().equals(name));
    }
}
