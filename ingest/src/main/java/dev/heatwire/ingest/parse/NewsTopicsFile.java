package dev.heatwire.ingest.parse;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.url.Slug;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Parses {@code topics.yaml}: a list of news topics, each id and name listed once. */
public final class NewsTopicsFile {
    private NewsTopicsFile() {}

    /** @return the news topics by id */
    public static ParseResult<Map<String, NewsTopic>> read(byte[] bytes, Limits limits) {
        Set<String> names = new HashSet<>();
        return ReferenceFile.list(
                bytes,
                limits,
                (fields, newsTopics) ->
                        newsTopic(fields, names).ifPresent(newsTopic -> newsTopics.put(newsTopic.id(), newsTopic)));
    }

    private static Optional<NewsTopic> newsTopic(MappingReader fields, Set<String> names) {
        Optional<String> id = fields.required("id", NewsTopicsFile::id);
        Optional<String> name = fields.required("name", ScalarParsers::text);
        Stream.concat(id.stream(), name.map(Slug::of).stream())
                .distinct()
                .filter(key -> !names.add(key))
                .forEach(key -> fields.problem("id", "duplicate", key + " is listed a second time"));
        Optional<String> parent = fields.read("parent", NewsTopicsFile::id);
        var keywords = fields.texts("keywords");
        fields.rejectRest();
        return id.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new NewsTopic(id.get(), name.get(), parent, keywords));
    }

    private static String id(String text) throws ScalarParsers.InvalidValueException {
        if (!Slug.of(text).equals(text)) {
            throw new ScalarParsers.InvalidValueException(
                    "id", "must be in lower case, without spaces, slashes and bars");
        }
        return text;
    }
}
