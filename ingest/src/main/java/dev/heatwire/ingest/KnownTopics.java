package dev.heatwire.ingest;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.url.Slug;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accepts the names of the topics in {@code topics.yaml}; accepts every name when the site has no such file. */
final class KnownTopics implements Predicate<String> {
    private Set<String> slugs = Set.of();

    void replace(Collection<NewsTopic> newsTopics) {
        slugs = newsTopics.stream()
                .flatMap(newsTopic -> Stream.of(newsTopic.id(), Slug.of(newsTopic.name())))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean test(String name) {
        return slugs.isEmpty() || slugs.contains(Slug.of(name));
    }
}
