package dev.heatwire.ingest.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Front matter as a {@link SiteLayout} reads it: under our names, with the defaults of the site, and with absolute
 * addresses.
 *
 * @param node the fields under our names
 * @param written the name in the file of each field that has another one there
 * @param missing the placeholder that the address pattern has no value for
 */
public record ArticleMapping(MappingNode node, Map<String, String> written, Optional<String> missing) {

    /** @param path of the file, relative to the site folder */
    public static ArticleMapping of(MappingNode file, String path, SiteLayout layout) {
        if (layout.equals(SiteLayout.STANDARD)) {
            return new ArticleMapping(file, Map.of(), Optional.empty());
        }
        Builder builder = new Builder(file, layout);
        layout.fields().forEach(builder::rename);
        ArticleFileName name = ArticleFileName.of(path, layout.folderOf(path).orElse(""));
        if (layout.dates().fromFileName()
                && builder.fields.text("publishedDateTime").isEmpty()) {
            name.date().ifPresent(date -> builder.fields.putText("publishedDateTime", date));
        }
        builder.resolveAddresses();
        Optional<String> missing = builder.addAddress(name);
        builder.addDefaults();
        return new ArticleMapping(builder.fields.toNode(), builder.written, missing);
    }

    /** The date in the name of an article file. */
    public static Optional<String> dateInName(String path, SiteLayout layout) {
        return ArticleFileName.of(path, layout.folderOf(path).orElse("")).date();
    }

    private static final class Builder {
        private final FieldNodes original;
        private final FieldNodes fields;
        private final SiteLayout layout;
        private final Map<String, String> written = new HashMap<>();

        Builder(MappingNode file, SiteLayout layout) {
            this.original = FieldNodes.of(file);
            this.fields = FieldNodes.of(file);
            this.layout = layout;
        }

        /** Our own name comes first, unless the list says where. */
        void rename(String field, List<String> names) {
            List<String> all = new ArrayList<>(names);
            if (!names.contains(field)) {
                all.add(0, field);
            }
            all.stream()
                    .filter(name -> original.get(name).isPresent())
                    .findFirst()
                    .ifPresent(name -> {
                        if (!name.equals(field)) {
                            fields.put(field, original.get(name).orElseThrow());
                            written.put(field, name);
                            if (!KnownFields.contains(name)) {
                                fields.remove(name);
                            }
                        }
                    });
        }

        void resolveAddresses() {
            layout.url().ifPresent(site -> {
                for (String field : List.of("webUrl", "originalUrl", "ampWebUrl")) {
                    fields.text(field)
                            .filter(ArticleMapping::isRelative)
                            .ifPresent(path -> fields.putText(field, resolve(site, path)));
                }
                fields.get("images").ifPresent(images -> fields.put("images", resolved(images, site)));
            });
        }

        private Node resolved(Node image, String site) {
            if (image instanceof SequenceNode list) {
                List<Node> items = list.getValue().stream()
                        .map(item -> resolved(item, site))
                        .toList();
                return new SequenceNode(
                        Tag.SEQ, true, items, list.getStartMark(), list.getEndMark(), list.getFlowStyle());
            }
            return image instanceof ScalarNode scalar && isRelative(scalar.getValue())
                    ? FieldNodes.scalar(resolve(site, scalar.getValue()), scalar)
                    : image;
        }

        /** @return the placeholder without a value */
        Optional<String> addAddress(ArticleFileName name) {
            for (String field : List.of("webUrl", "originalUrl")) {
                boolean absent = fields.text("webUrl").isEmpty()
                        && fields.text("originalUrl").isEmpty();
                if (absent && layout.defaults().get(field) instanceof String pattern) {
                    AddressPattern.Expansion expansion =
                            new AddressPattern(pattern).expand(key -> placeholder(key, name));
                    expansion.address().ifPresent(address -> fields.putText(field, address));
                    if (expansion.missing().isPresent()) {
                        return expansion.missing();
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<String> placeholder(String key, ArticleFileName name) {
            Optional<WrittenDate> date =
                    fields.text("publishedDateTime").or(name::date).flatMap(WrittenDate::of);
            return switch (key) {
                case "year" -> date.map(found -> digits(4, found.day().getYear()));
                case "month" -> date.map(found -> digits(2, found.day().getMonthValue()));
                case "day" -> date.map(found -> digits(2, found.day().getDayOfMonth()));
                case "section" -> Optional.of(name.section());
                case "slug" -> original.text("slug").or(() -> Optional.of(name.slug()));
                case "folders" -> Optional.of(name.folders());
                case "path" ->
                    original.text("path")
                            .or(() -> original.text("slug").map(name::pathTo))
                            .or(() -> Optional.of(name.path()));
                case "categories" -> Optional.of(String.join("/", categories(name)));
                default -> original.text(key);
            };
        }

        /** As Jekyll has them: the folders above {@code _posts}, then those of the file; no name twice. */
        private Set<String> categories(ArticleFileName name) {
            Set<String> categories = new LinkedHashSet<>(name.categories());
            categories.addAll(
                    original.get("category").isPresent()
                            ? original.texts("category", false)
                            : original.texts("categories", true));
            return categories.stream()
                    .map(category -> category.toLowerCase(Locale.ROOT).replace(" ", "%20"))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        void addDefaults() {
            layout.defaults().forEach((field, value) -> {
                if (!field.equals("webUrl") && !field.equals("originalUrl")) {
                    fields.putDefault(field, value);
                }
            });
        }
    }

    private static String digits(int width, int number) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }

    private static boolean isRelative(String address) {
        return address.startsWith("/") && !address.startsWith("//");
    }

    private static String resolve(String site, String path) {
        int host = site.indexOf("://") + 3;
        int end = site.indexOf('/', host);
        return (end < 0 ? site : site.substring(0, end)) + path;
    }
}
