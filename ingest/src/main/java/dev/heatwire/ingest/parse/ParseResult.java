package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The result of parsing a file: a value, or the errors that reject the file.
 *
 * @param errors empty if and only if there is a value
 * @param warnings oddities that do not reject the file
 */
public record ParseResult<T>(Optional<T> value, List<Problem> errors, List<Problem> warnings) {
    public static final Problem UNREADABLE = ofFile("unreadable", "the file cannot be opened");
    public static final Problem TOO_LARGE_FOR_A_RECORD =
            ofFile("too-large", "the content of the file is too large for a record; shorten it");
    public static final Problem KEY_TOO_LONG =
            ofFile("long", "the key of the record must not be longer than 8192 characters");
    public static final Problem INTERNAL = ofFile("internal", "the file could not be parsed; see the log for details");

    public ParseResult {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        if (value.isPresent() != errors.isEmpty()) {
            throw new IllegalArgumentException("a result has either a value or errors");
        }
    }

    static <T> ParseResult<T> of(T value) {
        return new ParseResult<>(Optional.of(value), List.of(), List.of());
    }

    /** The value with the warnings, or the errors if there are any. */
    static <T> ParseResult<T> of(Optional<T> value, Problems problems) {
        return new ParseResult<>(value.filter(parsed -> problems.none()), problems.errors(), problems.warnings());
    }

    public static <T> ParseResult<T> rejected(Problem error) {
        return rejected(List.of(error));
    }

    public static <T> ParseResult<T> rejected(List<Problem> errors) {
        return new ParseResult<>(Optional.empty(), errors, List.of());
    }

    static Problem tooLarge(int bytes) {
        return ofFile("too-large", "the file is larger than %d KiB".formatted(bytes / 1024));
    }

    public static Problem ofFile(String code, String reason) {
        return new Problem(Optional.empty(), Optional.empty(), Optional.empty(), code, reason);
    }
}
