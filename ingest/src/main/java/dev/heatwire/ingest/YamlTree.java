package dev.heatwire.ingest;

import dev.heatwire.events.Problem;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Composes YAML into its tree of nodes and no further: nothing is constructed, so no tag is instantiated and no scalar
 * changes its type. Aliases, deep nesting and a second document are refused.
 */
final class YamlTree {
    private YamlTree() {}

    /**
     * @return the root, or empty when there is only white space and comments
     * @throws Unreadable with the place of the first thing that is no YAML, or more than the limits allow
     */
    static Optional<Node> of(Lines lines, Limits limits) throws Unreadable {
        checkCharacters(lines, limits);
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(limits.depth());
        options.setCodePointLimit(Math.max(limits.articleBytes(), limits.referenceBytes()));
        options.setMaxAliasesForCollections(0);
        options.setProcessComments(false);
        Parser parser = new NoAliases(new ParserImpl(new StreamReader(lines.text()), options));
        try {
            return Optional.ofNullable(new Composer(parser, new Resolver(), options).getSingleNode());
        } catch (MarkedYAMLException e) {
            throw new Unreadable(problem(lines, e.getProblemMark(), YamlWords.codeOf(e), YamlWords.explain(e)));
        } catch (YAMLException | StackOverflowError e) {
            throw new Unreadable(new Problem(
                    Optional.of(lines.before() + 1),
                    Optional.empty(),
                    Optional.empty(),
                    "too-complex",
                    "the YAML is nested deeper than " + limits.depth() + " levels"));
        }
    }

    /** What YAML allows is checked here, because SnakeYAML reports it without a place. */
    private static void checkCharacters(Lines lines, Limits limits) throws Unreadable {
        String text = lines.text();
        int index = 0;
        int inLine = 0;
        for (int at = 0; at < text.length(); index++) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            inLine = codePoint == '\n' ? 0 : inLine + 1;
            if (!StreamReader.isPrintable(codePoint)) {
                throw new Unreadable(problem(
                        lines, index, "control-character", "the character U+%04X is not allowed".formatted(codePoint)));
            }
            if (inLine > limits.lineLength()) {
                throw new Unreadable(problem(
                        lines, index, "long-line", "the line is longer than " + limits.lineLength() + " characters"));
            }
        }
    }

    private static Problem problem(Lines lines, Mark mark, String code, String reason) {
        return problem(lines, mark == null ? 0 : mark.getIndex(), code, reason);
    }

    private static Problem problem(Lines lines, int index, String code, String reason) {
        Lines.Place place = lines.placeOf(index);
        return new Problem(Optional.of(place.line()), Optional.of(place.column()), Optional.empty(), code, reason);
    }

    /** Stops at the first alias: a few hundred bytes of them can stand for megabytes. */
    private record NoAliases(Parser parser) implements Parser {
        @Override
        public boolean checkEvent(Event.ID choice) {
            refuseAlias(parser.peekEvent());
            return parser.checkEvent(choice);
        }

        @Override
        public Event peekEvent() {
            return refuseAlias(parser.peekEvent());
        }

        @Override
        public Event getEvent() {
            return refuseAlias(parser.getEvent());
        }

        private static Event refuseAlias(Event event) {
            if (event != null && event.is(Event.ID.Alias)) {
                throw new AliasFound(event.getStartMark());
            }
            return event;
        }
    }

    /** An alias, {@code *name}. */
    static final class AliasFound extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        AliasFound(Mark mark) {
            super(null, null, "an alias", mark);
        }
    }
}
