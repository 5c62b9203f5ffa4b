package dev.heatwire.ingest.parse;

import dev.heatwire.ingest.parse.suspect.OddBlanks;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Tests of YAML nodes that do not depend on the type of a field. */
final class YamlNodes {
    /** The YAML 1.1 tag of a plain {@code =}. */
    private static final Tag VALUE = new Tag(Tag.PREFIX + "value");

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<Tag> CORE_TAGS =
            Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP, Tag.SEQ, Tag.MAP, Tag.MERGE, VALUE);

    private YamlNodes() {}

    static boolean isNull(Node value) {
        return value instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && NULLS.contains(scalar.getValue());
    }

    /** Whether the value is null or has only white space. */
    static boolean isBlank(Node value) {
        return isNull(value)
                || value instanceof ScalarNode scalar
                        && OddBlanks.strip(scalar.getValue()).isEmpty();
    }

    /** Whether the node has a tag outside of YAML's core types, which requests a type of a program. */
    static boolean hasForeignTag(Node value) {
        Tag tag = value.getTag();
        // fast path: nearly all nodes have one of these tags
        return tag != Tag.STR && tag != Tag.MAP && !CORE_TAGS.contains(tag);
    }
}
