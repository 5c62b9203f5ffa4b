package dev.heatwire.events;

import java.util.Optional;

/**
 * A problem in a file of the site folder, with its place.
 *
 * @param line from 1; absent when the problem concerns the whole file
 * @param column from 1, in code points
 * @param field as a path, {@code related[2].webUrl}
 * @param code a stable code for programs
 * @param reason a sentence for people
 */
public record Problem(
        Optional<Integer> line, Optional<Integer> column, Optional<String> field, String code, String reason) {
    public Problem {
        line = Validate.optional(line);
        column = Validate.optional(column);
        field = Validate.optional(field);
        Validate.text("code", code);
        Validate.text("reason", reason);
    }

    /** In the format of compilers: {@code file:line:column: field: reason}, without absent parts. */
    public String in(String file) {
        StringBuilder text = new StringBuilder(file).append(':');
        line.ifPresent(value -> text.append(value).append(':'));
        column.ifPresent(value -> text.append(value).append(':'));
        field.ifPresent(value -> text.append(' ').append(value).append(':'));
        return text.append(' ').append(reason).toString();
    }
}
