package dev.heatwire.ingest.parse;

import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What a YAML node says before anybody asks for its type. */
final class YamlNodes {
    /** What YAML 1.1 makes of a plain {@code =}. */
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

    /** Whether there is nothing, or white space. */
    static boolean isBlank(Node value) {
        return isNull(value)
                || value instanceof ScalarNode scalar && scalar.getValue().isBlank();
    }

    /** Tags of YAML's own types change nothing here; others ask for a program's types. */
    static boolean hasForeignTag(Node value) {
        Tag tag = value.getTag();
        // nearly all of nearly every file
        return tag != Tag.STR && tag != Tag.MAP && !CORE_TAGS.contains(tag);
    }
}
