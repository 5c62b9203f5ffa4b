package dev.heatwire.app.config;

import java.time.DateTimeException;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Validators of settings beside those that Kafka has. */
final class SettingValidators {
    private static final int MAX_PORT = 65_535;

    private SettingValidators() {}

    /** @param expected the valid values in words, for the error message and the settings reference */
    static Validator pattern(String pattern, String expected) {
        return parsedBy(
                text -> {
                    if (!text.matches(pattern)) {
                        throw new IllegalArgumentException(expected);
                    }
                },
                expected);
    }

    /** @param parser throws IllegalArgumentException or DateTimeException if the value is not valid */
    static Validator parsedBy(Consumer<String> parser, String expected) {
        return LambdaValidator.with(
                (name, value) -> {
                    try {
                        parser.accept((String) value);
                    } catch (IllegalArgumentException | DateTimeException e) {
                        throw new ConfigException(name, value, "expected " + expected);
                    }
                },
                () -> expected);
    }

    static void port(String text) {
        if (!text.equals(Settings.AUTO)) {
            int port = Integer.parseInt(text);
            if (port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException(text);
            }
        }
    }
}
