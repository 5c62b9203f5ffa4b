package dev.heatwire.web.feed;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which entries of a feed a reader asks for: {@code ?n=20&heat=100&provider=cnet.com&type=video&order=newest}.
 *
 * @param n at most that many entries
 * @param heat the least heat of an entry
 * @param provider the registrable domain of the provider
 * @param type {@code article}, {@code video} or another one
 * @param newest whether the entry that was published last comes first, in place of the first rank
 */
public record FeedQuery(
        Optional<Integer> n, Optional<Integer> heat, Optional<String> provider, Optional<String> type, boolean newest) {
    public static final FeedQuery ALL =
            new FeedQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final String NEWEST = "newest";
    private static final int MAX_DIGITS = 6;
    private static final int MAX_LENGTH = 100;

    /**
     * @param parameter the value of a parameter of the request, null if it has none
     * @throws IllegalArgumentException if a value is not valid; the message is for the reader
     */
    public static FeedQuery of(Function<String, String> parameter) {
        Optional<String> order = text(parameter, "order");
        if (order.filter(value -> !value.equals(NEWEST)).isPresent()) {
            throw new IllegalArgumentException("order is newest, or absent for the order by heat");
        }
        return new FeedQuery(
                number(parameter, "n"),
                number(parameter, "heat"),
                text(parameter, "provider"),
                text(parameter, "type"),
                order.isPresent());
    }

    private static Optional<Integer> number(Function<String, String> parameter, String name) {
        return text(parameter, name).map(text -> {
            if (!text.chars().allMatch(digit -> digit >= '0' && digit <= '9') || text.length() > MAX_DIGITS) {
                throw new IllegalArgumentException(name + " is a whole number");
            }
            return Integer.valueOf(text);
        });
    }

    private static Optional<String> text(Function<String, String> parameter, String name) {
        Optional<String> value = Optional.ofNullable(parameter.apply(name)).filter(text -> !text.isEmpty());
        if (value.filter(text -> text.length() > MAX_LENGTH).isPresent()) {
            throw new IllegalArgumentException(name + " is too long");
        }
        return value;
    }

    /** The feed with the entries that were asked for; they keep their ranks. */
    public RankedFeed select(RankedFeed feed) {
        return equals(ALL) ? feed : new RankedFeed(feed.feed(), feed.updated(), feed.cut(), select(feed.entries()));
    }

    private List<FeedEntry> select(List<FeedEntry> entries) {
        Comparator<FeedEntry> order = newest
                ? Comparator.comparing(FeedEntry::publishedDateTime).reversed().thenComparing(FeedEntry::rank)
                : Comparator.comparing(FeedEntry::rank);
        return entries.stream()
                .filter(entry -> heat.isEmpty() || entry.heat() >= heat.get())
                .filter(entry -> provider.isEmpty() || entry.provider().domain().equals(provider.get()))
                .filter(entry -> type.isEmpty() || entry.type().equals(type.get()))
                .sorted(order)
                .limit(n.orElse(Integer.MAX_VALUE))
                .toList();
    }

    /** As a query string with its question mark, always in one form; empty for {@link #ALL}. */
    public String queryString() {
        Map<String, String> parts = new LinkedHashMap<>();
        n.ifPresent(value -> parts.put("n", value.toString()));
        heat.ifPresent(value -> parts.put("heat", value.toString()));
        provider.ifPresent(value -> parts.put("provider", value));
        type.ifPresent(value -> parts.put("type", value));
        if (newest) {
            parts.put("order", NEWEST);
        }
        return parts.isEmpty()
                ? ""
                : parts.entrySet().stream()
                        .map(part -> part.getKey() + "=" + FeedNames.encoded(part.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    public FeedQuery withHeat(Optional<Integer> least) {
        return new FeedQuery(n, least, provider, type, newest);
    }

    public FeedQuery withProvider(Optional<String> domain) {
        return new FeedQuery(n, heat, domain, type, newest);
    }

    public FeedQuery withType(Optional<String> other) {
        return new FeedQuery(n, heat, provider, other, newest);
    }

    public FeedQuery inOrder(boolean newestFirst) {
        return new FeedQuery(n, heat, provider, type, newestFirst);
    }
}
