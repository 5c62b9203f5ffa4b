package dev.heatwire.ingest.site;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.text.UnicodeText;
import dev.heatwire.events.url.Slug;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.MappingReader;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.ScalarParsers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses the catalogue of news topics: the list in {@code topics.yaml}, or files of one topic each. Each id and name is
 * listed once; a parent is named by id or by name.
 */
public final class NewsTopicsFile {
    /** The names of the topics, by id and by the slug of the name. */
    private final Map<String, String> byId = new HashMap<>();

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, NewsTopic> newsTopics = new LinkedHashMap<>();
    private final Map<String, String> fileOf = new HashMap<>();

    private NewsTopicsFile() {}

    /**
     * @param files the contents, by path
     * @return the news topics by id
     */
    public static CatalogueFiles<NewsTopic> read(Map<String, byte[]> files, Limits limits) {
        NewsTopicsFile catalogue = new NewsTopicsFile();
        Map<String, ParseResult<Integer>> results = CatalogueFiles.read(files, limits, catalogue::add);
        return new CatalogueFiles<>(catalogue.withParents(results), catalogue.fileOf, results);
    }

    private void add(MappingReader fields, String path, boolean wholeFile) {
        Optional<String> name = wholeFile
                ? fields.text("name").or(() -> fields.text("title")).or(() -> Optional.of(nameOf(path)))
                : fields.required("name", ScalarParsers::text);
        Optional<String> id = wholeFile
                ? fields.read("id", NewsTopicsFile::id)
                        .or(() -> fields.read("_id", NewsTopicsFile::id))
                        .or(() -> name.map(Slug::of))
                : fields.required("id", NewsTopicsFile::id);
        rejectDuplicates(fields, id, name);
        Optional<String> parent = fields.text("parent");
        List<String> keywords = fields.texts("keywords");
        CatalogueFiles.endEntry(fields, wholeFile);
        if (id.isPresent() && name.isPresent()) {
            newsTopics.putIfAbsent(id.get(), new NewsTopic(id.get(), name.get(), parent, keywords));
            fileOf.putIfAbsent(id.get(), path);
        }
    }

    private static String nameOf(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).replaceFirst("^[0-9]+[-_]", "");
    }

    private void rejectDuplicates(MappingReader fields, Optional<String> id, Optional<String> name) {
        Optional<String> slug = name.map(Slug::of);
        if (id.filter(byId::containsKey).isPresent()) {
            fields.problem("id", "duplicate", id.get() + " is listed a second time");
        } else if (id.filter(byName::containsKey).isPresent()) {
            fields.problem("id", "duplicate", id.get() + " is the name of another topic");
        } else if (slug.filter(byName::containsKey).isPresent()) {
            fields.problem("name", "duplicate", byName.get(slug.get()) + " is another topic's name");
        } else if (slug.filter(byId::containsKey).isPresent()) {
            fields.problem("name", "duplicate", slug.get() + " is the id of another topic, " + byId.get(slug.get()));
        }
        String own = name.or(() -> id).orElse("");
        id.ifPresent(key -> byId.putIfAbsent(key, own));
        slug.ifPresent(key -> byName.putIfAbsent(key, own));
    }

    /** The topics with the ids of their parents; a parent that is no topic is a warning. */
    private Map<String, NewsTopic> withParents(Map<String, ParseResult<Integer>> results) {
        Map<String, String> ids = new HashMap<>();
        newsTopics.values().forEach(topic -> ids.put(Slug.of(topic.name()), topic.id()));
        Set<String> known = newsTopics.keySet();
        known.forEach(id -> ids.put(id, id));
        Map<String, NewsTopic> resolved = new LinkedHashMap<>();
        newsTopics.forEach((id, topic) -> {
            Optional<String> parent = topic.parent().map(name -> ids.getOrDefault(name, ids.get(Slug.of(name))));
            if (topic.parent().isPresent() && parent.isEmpty()) {
                results.computeIfPresent(
                        fileOf.get(id),
                        (path, file) -> CatalogueFiles.withWarning(
                                file,
                                ParseResult.ofFile(
                                        "unknown-topic",
                                        "the parent of " + topic.name()
                                                + " is neither the id nor the name of a topic")));
                parent = topic.parent().map(Slug::of);
            }
            resolved.put(id, new NewsTopic(id, topic.name(), parent, topic.keywords()));
        });
        return resolved;
    }

    private static String id(String text) throws ScalarParsers.InvalidValueException {
        String id = UnicodeText.composed(text);
        if (!Slug.of(id).equals(id)) {
            throw new ScalarParsers.InvalidValueException(
                    "id", "must be in lower case, without spaces, slashes and bars");
        }
        return id;
    }
}
