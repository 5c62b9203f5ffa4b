package dev.heatwire.ingest.parse;

import java.util.Locale;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Translates SnakeYAML's error messages for editors. */
final class YamlErrorMessages {
    private YamlErrorMessages() {}

    static String codeOf(MarkedYAMLException failure) {
        return failure instanceof UnsupportedYamlException unsupported ? unsupported.code() : "yaml";
    }

    /** The start of an unclosed construct, because SnakeYAML reports the end of the text; else the reported place. */
    static Mark placeOf(MarkedYAMLException failure) {
        String problem = String.valueOf(failure.getProblem());
        boolean runsToTheEnd = problem.contains("end of stream")
                || problem.contains("<stream end>")
                || problem.contains("found document separator");
        return runsToTheEnd && failure.getContextMark() != null ? failure.getContextMark() : failure.getProblemMark();
    }

    /** Never quotes the text of the file, because it may be private. */
    static String explain(MarkedYAMLException failure) {
        if (failure instanceof UnsupportedYamlException) {
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
            return "the indentation is inconsistent, or a quote is in the wrong place";
        }
        if (problem.contains("expected ',' or")) {
            return "a comma or a closing bracket is missing";
        }
        if (problem.contains("cannot start any token")) {
            return "the text begins with a character that YAML reserves; put the text in quotes";
        }
        return "not valid YAML: " + withoutQuotes(problem);
    }

    /** Removes quoted text; SnakeYAML also quotes without quotation marks, even line breaks. */
    private static String withoutQuotes(String problem) {
        return problem.replaceAll("(?s)(but found|character found|handle|anchor|alias|escape character):? .*", "$1 …")
                .replaceAll("(?s)'[^']*'|\"[^\"]*\"|\\(.*", "…")
                .replaceAll("[\\s\\p{Cc}\\u0085\\u2028\\u2029]+", " ")
                .strip();
    }
}
