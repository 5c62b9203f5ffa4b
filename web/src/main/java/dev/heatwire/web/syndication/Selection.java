package dev.heatwire.web.syndication;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The part of a feed that a subscriber asks for: {@code ?n=20&heat=80}.
 *
 * @param count at most this many entries, the best; at least 1
 * @param minimumHeat only entries with at least this heat
 */
public record Selection(OptionalInt count, OptionalInt minimumHeat) {
    public static final Selection ALL = new Selection(OptionalInt.empty(), OptionalInt.empty());

    /** The names of the parameters in a query. */
    public static final String COUNT = "n";

    public static final String HEAT = "heat";

    public Selection {
        if (count.orElse(1) < 1) {
            throw new IllegalArgumentException(COUNT + " is below 1");
        }
    }

    /**
     * @param count the value of the parameter {@value #COUNT}
     * @param heat the value of the parameter {@value #HEAT}
     * @throws IllegalArgumentException if a value is not valid; the message is for the client
     */
    public static Selection of(Optional<String> count, Optional<String> heat) {
        return new Selection(number(COUNT, count), number(HEAT, heat));
    }

    private static OptionalInt number(String name, Optional<String> value) {
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value.get().strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no whole number", e);
        }
    }

    /** The selected entries, in the order and with the ranks of the feed. */
    public List<FeedEntry> of(RankedFeed feed) {
        return feed.entries().stream()
                .filter(entry -> entry.heat() >= minimumHeat.orElse(Integer.MIN_VALUE))
                .limit(count.orElse(Integer.MAX_VALUE))
                .toList();
    }

    /** The query of the selection's address, with its question mark; empty for the whole feed. */
    public String query() {
        List<String> parameters = new ArrayList<>();
        count.ifPresent(number -> parameters.add(COUNT + "=" + number));
        minimumHeat.ifPresent(heat -> parameters.add(HEAT + "=" + heat));
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
