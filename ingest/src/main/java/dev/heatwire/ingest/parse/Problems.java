package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects the errors and warnings of one file with their places. */
final class Problems {
    /** Further problems of a file are dropped. */
    private static final int MAX_PROBLEMS = 100;

    /** Codes of errors after which a field can be read in two ways, or asks for a type of a program. */
    private static final Set<String> AMBIGUOUS = Set.of("duplicate", "key", "merge", "tag");

    private static final int MAX_QUOTED_LENGTH = 200;

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.line().orElse(0))
            .thenComparing(problem -> problem.column().orElse(0));

    private final LineIndex lines;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** @param lines converts the marks of the nodes into lines and columns */
    Problems(LineIndex lines) {
        this.lines = lines;
    }

    /** Whether a comment stands where the value would be. */
    boolean isComment(Node value) {
        return lines.restOfLine(value.getStartMark().getIndex()).strip().startsWith("#");
    }

    void at(Node node, String field, String code, String reason) {
        at(node.getStartMark(), field, code, reason);
    }

    void warn(Node node, String field, String code, String reason) {
        add(warnings, node.getStartMark(), field, code, reason);
    }

    void at(Mark mark, String field, String code, String reason) {
        add(errors, mark, field, code, reason);
    }

    private void add(List<Problem> list, Mark mark, String field, String code, String reason) {
        if (list.size() >= MAX_PROBLEMS) {
            return;
        }
        LineIndex.Place place = lines.placeOf(mark.getIndex());
        list.add(new Problem(
                Optional.of(place.line()),
                Optional.of(place.column()),
                Optional.of(shortened(field)).filter(name -> !name.isEmpty()),
                code,
                shortened(reason)));
    }

    /** Field names come from the file and are copied into file states and headers. */
    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED_LENGTH ? text : text.substring(0, MAX_QUOTED_LENGTH) + "…";
    }

    /** Makes warnings of the errors in these fields, except of those that leave the meaning of the file open. */
    void tolerate(Predicate<String> fields) {
        List<Problem> tolerated = errors.stream()
                .filter(error -> !AMBIGUOUS.contains(error.code()))
                .filter(error ->
                        error.field().map(Problems::rootOf).filter(fields).isPresent())
                .toList();
        errors.removeAll(tolerated);
        tolerated.forEach(error -> warnings.add(new Problem(
                error.line(), error.column(), error.field(), error.code(), error.reason() + "; the field is ignored")));
    }

    private static String rootOf(String field) {
        return field.split("[.\\[]", 2)[0];
    }

    boolean none() {
        return errors.isEmpty();
    }

    /** The errors in the order of the file. */
    List<Problem> errors() {
        return errors.stream().sorted(BY_PLACE).toList();
    }

    /** The warnings in the order of the file. */
    List<Problem> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }
}
