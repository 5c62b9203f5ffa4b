package dev.heatwire.enrich;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reference data of one kind, found by its key or by one of its other names. Where two entries share a name, the
 * smaller key wins, so that the order of arrival does not matter.
 */
final class AliasIndex<V> {
    private static final char SEPARATOR = '\0';

    private final KeyValueStore<String, V> entries;
    private final KeyValueStore<String, String> names;
    private final Function<V, Set<String>> namesOf;

    AliasIndex(
            KeyValueStore<String, V> entries, KeyValueStore<String, String> names, Function<V, Set<String>> namesOf) {
        this.entries = entries;
        this.names = names;
        this.namesOf = namesOf;
    }

    /** The entry with this key, else the one with this name. */
    Optional<V> find(String name) {
        V entry = entries.get(name);
        if (entry != null) {
            return Optional.of(entry);
        }
        try (KeyValueIterator<String, String> found = names.prefixScan(name + SEPARATOR, new StringSerializer())) {
            return found.hasNext() ? Optional.ofNullable(entries.get(found.next().value)) : Optional.empty();
        }
    }

    /**
     * Replaces an entry, or removes it.
     *
     * @return the names that may lead to another entry now
     */
    Set<String> put(String key, Optional<V> entry) {
        Optional<V> before = Optional.ofNullable(entries.get(key));
        if (before.equals(entry)) {
            return Set.of();
        }
        Set<String> oldNames = before.map(namesOf).orElse(Set.of());
        Set<String> newNames = entry.map(namesOf).orElse(Set.of());
        oldNames.forEach(name -> names.delete(name + SEPARATOR + key));
        newNames.forEach(name -> names.put(name + SEPARATOR + key, key));
        entries.put(key, entry.orElse(null));

        Set<String> touched = new TreeSet<>();
        touched.add(key);
        touched.addAll(oldNames);
        touched.addAll(newNames);
        return touched;
    }
}
