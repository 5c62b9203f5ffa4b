package dev.heatwire.ingest.parse;

import dev.heatwire.ingest.layout.ArticleMapping;
import dev.heatwire.ingest.layout.KnownFields;
import dev.heatwire.ingest.layout.SiteLayout;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Says what a file has instead of a field that it needs.
 *
 * @param file as written
 * @param path of the file, relative to the site folder
 */
record MissingFields(MappingNode file, String path, ArticleMapping mapped, SiteLayout site) {
    /** The fields without which an article is not read, or not read as its editor means it. */
    private static final Set<String> NEEDED =
            Set.of("title", "publishedDateTime", "webUrl", "originalUrl", "editorial", "secured");

    /** A part of a sentence that follows "is required", or nothing. */
    String hint(String field) {
        if (namesIn(mapped.node()).contains(field)) {
            return "";
        }
        if (field.equals("webUrl") && mapped.missing().isPresent()) {
            return "; the address pattern in site.yaml needs `"
                    + mapped.missing().get() + "`";
        }
        Optional<String> other = KnownFields.otherNameOf(field, namesIn(file));
        if (other.isPresent()) {
            return "; the file has `" + other.get() + "`: see `fields` in site.yaml";
        }
        boolean dated = field.equals("publishedDateTime")
                && ArticleMapping.dateInName(path, site).isPresent();
        return dated ? "; the name of the file has a date: see `dates` in site.yaml" : "";
    }

    /** The fields that have a value. */
    private static Set<String> namesIn(MappingNode fields) {
        Set<String> names = new TreeSet<>();
        fields.getValue().forEach(tuple -> {
            if (tuple.getKeyNode() instanceof ScalarNode key && !YamlNodes.isBlank(tuple.getValueNode())) {
                names.add(key.getValue());
            }
        });
        return names;
    }

    /** @param written a field under its name in the file */
    boolean isNeeded(String written) {
        return NEEDED.contains(written)
                || mapped.written().entrySet().stream()
                        .anyMatch(entry -> entry.getValue().equals(written) && NEEDED.contains(entry.getKey()));
    }
}
