package dev.heatwire.ingest;

import dev.heatwire.events.Problem;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
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
        options.setNestingDepthLimit(limits.depth() + 1);
        options.setCodePointLimit(Math.max(limits.articleBytes(), limits.referenceBytes()));
        options.setMaxAliasesForCollections(0);
        options.setProcessComments(false);
        // tags are refused later, with the field they stand at
        options.setTagInspector(tag -> true);
        Parser parser = new Guard(limits.depth(), new ParserImpl(new StreamReader(lines.text()), options));
        try {
            return Optional.ofNullable(new Composer(parser, new Resolver(), options).getSingleNode());
        } catch (MarkedYAMLException e) {
            throw new Unreadable(problem(lines, e.getProblemMark(), YamlWords.codeOf(e), YamlWords.explain(e)));
        } catch (YAMLException | IllegalArgumentException | StackOverflowError e) {
            // SnakeYAML also throws what says nothing of a place, such as for a tag of blanks
            throw new Unreadable(problem(lines, 0, "yaml", "not valid YAML"));
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

    /**
     * Stops at the first alias, because a few hundred bytes of them can stand for megabytes, and at the first value
     * that lies too deep. SnakeYAML's own limits would not say where.
     */
    private static final class Guard implements Parser {
        private final int limit;
        private final Parser parser;
        private int depth;

        Guard(int limit, Parser parser) {
            this.limit = limit;
            this.parser = parser;
        }

        @Override
        public boolean checkEvent(Event.ID choice) {
            return parser.checkEvent(choice);
        }

        @Override
        public Event peekEvent() {
            return parser.peekEvent();
        }

        @Override
        public Event getEvent() {
            Event event = parser.getEvent();
            if (event.is(Event.ID.Alias)) {
                throw new Refused("alias", "aliases (*name) are not allowed; write the value out", event);
            }
            if (event instanceof CollectionStartEvent && ++depth > limit) {
                throw new Refused("too-deep", "values are nested deeper than " + limit + " levels", event);
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
            return event;
        }
    }

    /** Valid YAML that we do not take. */
    static final class Refused extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code, String reason, Event event) {
            super(null, null, reason, event.getStartMark());
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
