package dev.heatwire.ingest;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.url.Slug;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the site's catalogue gives its topics; a site without a catalogue has no unknown topics. */
final class KnownTopics implements Predicate<String> {
    private Set<String> slugs = Set.of();

    void are(Collection<NewsTopic> catalogue) {
        slugs = catalogue.stream()
                .flatMap(topic -> Stream.of(topic.id(), Slug.of(topic.name())))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean test(String name) {
        return slugs.isEmpty() || slugs.contains(Slug.of(name));
    }
}
