package dev.heatwire.web.page;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.feed.FeedNames;
import dev.heatwire.web.feed.FeedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The orders and filters of a page, as links. The page has no form, so that its security policy can forbid forms.
 *
 * @param orders by heat, and newest first
 * @param groups of filters
 * @param active whether any filter is in force
 * @param reset the page without filters
 */
public record PageFilters(List<Choice> orders, List<Group> groups, boolean active, String reset) {
    private static final int MAX_PROVIDERS = 15;
    private static final List<Integer> HEATS = List.of(80, 100, 130, 200);

    public record Choice(String label, int count, String href, boolean chosen) {}

    public record Group(String name, List<Choice> choices) {}

    static PageFilters of(RankedFeed feed, FeedQuery query) {
        String path = FeedNames.path(feed.feed());
        List<Group> groups = new ArrayList<>();
        groups.add(new Group("Heat", heats(feed.entries(), query, path)));
        groups.add(new Group("Provider", providers(feed.entries(), query, path)));
        groups.add(new Group("Type", types(feed.entries(), query, path)));
        FeedQuery unfiltered = FeedQuery.ALL.inOrder(query.newest());
        return new PageFilters(
                List.of(
                        new Choice("Hottest", 0, path + query.inOrder(false).queryString(), !query.newest()),
                        new Choice("Newest", 0, path + query.inOrder(true).queryString(), query.newest())),
                groups.stream().filter(group -> group.choices().size() > 1).toList(),
                !query.equals(unfiltered),
                path + unfiltered.queryString());
    }

    private static List<Choice> heats(List<FeedEntry> entries, FeedQuery query, String path) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(
                "any",
                entries.size(),
                path + query.withHeat(Optional.empty()).queryString(),
                query.heat().isEmpty()));
        for (int heat : HEATS) {
            int count =
                    (int) entries.stream().filter(entry -> entry.heat() >= heat).count();
            if (count > 0 && count < entries.size() || query.heat().equals(Optional.of(heat))) {
                choices.add(new Choice(
                        heat + " and more",
                        count,
                        path + query.withHeat(Optional.of(heat)).queryString(),
                        query.heat().equals(Optional.of(heat))));
            }
        }
        return choices;
    }

    private static List<Choice> providers(List<FeedEntry> entries, FeedQuery query, String path) {
        Map<String, String> names = new TreeMap<>();
        entries.forEach(entry ->
                names.putIfAbsent(entry.provider().domain(), entry.provider().name()));
        return choices(
                entries,
                entry -> entry.provider().domain(),
                names::get,
                query.provider(),
                domain -> path + query.withProvider(domain).queryString());
    }

    private static List<Choice> types(List<FeedEntry> entries, FeedQuery query, String path) {
        return choices(
                entries,
                FeedEntry::type,
                type -> type + "s",
                query.type(),
                type -> path + query.withType(type).queryString());
    }

    /** All values with their number of entries, the most frequent first; none if there is only one. */
    private static List<Choice> choices(
            List<FeedEntry> entries,
            Function<FeedEntry, String> value,
            Function<String, String> label,
            Optional<String> chosen,
            Function<Optional<String>, String> href) {
        Map<String, Long> counts = entries.stream().collect(Collectors.groupingBy(value, Collectors.counting()));
        List<Choice> choices = new ArrayList<>();
        if (counts.size() > 1 || chosen.isPresent()) {
            choices.add(new Choice("all", entries.size(), href.apply(Optional.empty()), chosen.isEmpty()));
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MAX_PROVIDERS)
                    .forEach(count -> choices.add(new Choice(
                            label.apply(count.getKey()),
                            count.getValue().intValue(),
                            href.apply(Optional.of(count.getKey())),
                            chosen.equals(Optional.of(count.getKey())))));
        }
        return choices;
    }
}
