package dev.heatwire.ingest.parse;

import dev.heatwire.ingest.parse.suspect.Suspect;
import java.util.Locale;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Translates SnakeYAML's error messages for editors. */
final class YamlErrorMessages {
    private YamlErrorMessages() {}

    static String codeOf(MarkedYAMLException failure) {
        return failure instanceof UnsupportedYamlException unsupported ? unsupported.code() : "yaml";
    }

    static boolean isTab(MarkedYAMLException failure) {
        String problem = String.valueOf(failure.getProblem());
        return problem.contains("\\t") || problem.contains("TAB");
    }

    static boolean isEscape(MarkedYAMLException failure) {
        String problem = String.valueOf(failure.getProblem());
        return problem.contains("escape character") || problem.contains("hexadecimal numbers");
    }

    static boolean isAlias(MarkedYAMLException failure) {
        return codeOf(failure).equals("alias");
    }

    /** The start of an unclosed construct, because SnakeYAML reports the end of the text; else the reported place. */
    static Mark placeOf(MarkedYAMLException failure) {
        String problem = String.valueOf(failure.getProblem());
        boolean runsToTheEnd = problem.contains("end of stream")
                || problem.contains("<stream end>")
                || problem.contains("found document separator");
        return runsToTheEnd && failure.getContextMark() != null ? failure.getContextMark() : failure.getProblemMark();
    }

    /** Quotes neither the text of the file, because it may be private, nor the words of the parser. */
    static String explain(MarkedYAMLException failure) {
        if (failure instanceof UnsupportedYamlException) {
            return failure.getProblem();
        }
        String problem = String.valueOf(failure.getProblem()).toLowerCase(Locale.ROOT);
        String context = String.valueOf(failure.getContext());
        if (isTab(failure)) {
            return "a tab cannot be used here; indent with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a colon is not allowed here; put the text in quotes";
        }
        if (problem.contains("expected a single document")
                || problem.contains("found another document")
                || problem.contains("expected '<document start>'")) {
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
        if (context.contains("an alias") || context.contains("an anchor") || context.contains("a block scalar")) {
            return Suspect.RESERVED;
        }
        if (context.contains("a tag") || context.contains("a directive") || problem.contains("handle")) {
            return "not valid YAML: a tag or a directive is not complete";
        }
        return "not valid YAML; put texts that hold signs in quotes";
    }
}
