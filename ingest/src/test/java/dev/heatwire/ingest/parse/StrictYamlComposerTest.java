package dev.heatwire.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

class StrictYamlComposerTest {
    private static final Limits TEN_IN_A_LINE = new Limits(1 << 20, 1 << 20, 10, 50, 1 << 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b",
                "--- # the only one\na: 1\n...\n",
                "%YAML 1.1\n---\na: 1\n",
                "a: {b: [c, 'd', \"e\"], ? f : g}\n? [h]\n: - i\n  -\n  - - j\n",
                "a: !!str 1\nb: ! 2\nc: !x {d: e}\nf: !!seq [g]\n",
                "<<: {a: b}\n'<<': c\n! <<: d\n",
                "a: &b [c]\nd: |\n  e\n\n  f\ng: >-\n  h\n  i\n",
                "# nothing but a comment\n",
                "- a\n- # comment\n  b: c # another\n",
                "just text",
                ""
            })
    void shouldComposeAsSnakeYamlDoes(String text) throws UnreadableFileException {
        String ours = StrictYamlComposer.of(new LineIndex(text, 0), Limits.STANDARD)
                .map(StrictYamlComposerTest::described)
                .orElse("nothing");

        Node theirs =
                new Composer(new ParserImpl(new StreamReader(text), plain()), new Untyped(), plain()).getSingleNode();
        assertThat(ours).isEqualTo(theirs == null ? "nothing" : described(theirs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 4567890\n", "a: 😀567890\nb: é567890", "", "\n\n# 34567890\n\n"})
    void shouldAcceptLinesOfTheMaximumLength(String text) {
        assertThatCode(() -> StrictYamlComposer.of(new LineIndex(text, 0), TEN_IN_A_LINE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "'a: 45678901\nb: 1', 1, 11, long-line",
        "'b: 1\na: 45678901', 2, 11, long-line",
        "'b: 1\na: é5678901\n', 2, 11, long-line",
        "'a: 😀5678901', 1, 11, long-line",
        "'é: 😀\na: 456789012345', 2, 11, long-line",
        "'a: 45678901\007', 1, 11, long-line",
        "'a: \0075678901', 1, 4, control-character",
        "'é: 😀\na: 4567890\007', 2, 11, control-character",
    })
    void shouldReportTheFirstCharacterOverTheLimit(String text, int line, int column, String code) {
        LineIndex lines = new LineIndex(text, 0);

        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> StrictYamlComposer.of(lines, TEN_IN_A_LINE))
                .satisfies(failure -> {
                    assertThat(failure.problem().code()).isEqualTo(code);
                    assertThat(failure.problem().line()).contains(line);
                    assertThat(failure.problem().column()).contains(column);
                });
    }

    private static LoaderOptions plain() {
        LoaderOptions options = new LoaderOptions();
        options.setTagInspector(tag -> true);
        return options;
    }

    private static String described(Node node) {
        String place = node.getTag() + "@" + node.getStartMark().getIndex() + " ";
        if (node instanceof ScalarNode scalar) {
            return place + scalar.getScalarStyle() + scalar.getValue();
        }
        List<String> parts = node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(field -> described(field.getKeyNode()) + "=" + described(field.getValueNode()))
                        .toList()
                : ((SequenceNode) node)
                        .getValue().stream()
                                .map(StrictYamlComposerTest::described)
                                .toList();
        return place + parts;
    }

    /** Resolves no implicit types except merge keys. */
    private static final class Untyped extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }
}
