package dev.heatwire.ingest.parse;

import java.util.Locale;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in an editor's words what SnakeYAML says in a parser's. */
final class YamlErrorMessages {
    private YamlErrorMessages() {}

    static String codeOf(MarkedYAMLException failure) {
        return failure instanceof StrictYamlComposer.UnsupportedYamlException refused ? refused.code() : "yaml";
    }

    /** What runs to the end of the text is wrong where it begins: that is where an editor has to look. */
    static Mark placeOf(MarkedYAMLException failure) {
        String problem = String.valueOf(failure.getProblem());
        boolean runsToTheEnd = problem.contains("end of stream")
                || problem.contains("<stream end>")
                || problem.contains("found document separator");
        return runsToTheEnd && failure.getContextMark() != null ? failure.getContextMark() : failure.getProblemMark();
    }

    /** Never quotes the text of the file: it may be private. */
    static String explain(MarkedYAMLException failure) {
        if (failure instanceof StrictYamlComposer.UnsupportedYamlException) {
            return failure.getProblem();
        }
        String problem = String.valueOf(failure.getProblem()).toLowerCase(Locale.ROOT);
        if (problem.contains("\\t") || problem.contains("tab")) {
            return "a tab cannot be used here; indent with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a colon is not allowed here; put the text in quotes";
        }
        if (problem.contains("expected a single document") || problem.contains("found another document")) {
            return "only one YAML document is allowed";
        }
        if (problem.contains("unexpected end of stream") || problem.contains("found document separator")) {
            return "a quote is opened and never closed";
        }
        if (problem.contains("could not find expected ':'")) {
            return "a colon is missing after the field's name";
        }
        if (problem.contains("expected <block end>")) {
            return "the indentation does not fit, or a quote stands in the wrong place";
        }
        if (problem.contains("expected ',' or")) {
            return "a comma or a closing bracket is missing";
        }
        if (problem.contains("cannot start any token")) {
            return "the text begins with a character that YAML reserves; put the text in quotes";
        }
        return "not valid YAML: " + withoutQuotes(problem);
    }

    /** SnakeYAML also quotes without quotes, be it a line break. */
    private static String withoutQuotes(String problem) {
        return problem.replaceAll("(?s)(but found|character found|handle|anchor|alias|escape character):? .*", "$1 …")
                .replaceAll("(?s)'[^']*'|\"[^\"]*\"|\\(.*", "…")
                .replaceAll("[\\s\\p{Cc}\\u0085\\u2028\\u2029]+", " ")
                .strip();
    }
}
