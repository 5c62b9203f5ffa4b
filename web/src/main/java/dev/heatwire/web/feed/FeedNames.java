package dev.heatwire.web.feed;

import dev.heatwire.events.FeedEntry.EntryTopic;
import dev.heatwire.events.RankedFeed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a feed is called, and where its page is. */
public final class FeedNames {
    /** The feed of the start page where there is one. */
    public static final String DEFAULT = "news";

    private FeedNames() {}

    /** The name of the category, or of the topic as its articles spell it. */
    public static String title(RankedFeed feed) {
        String own = feed.feed().substring(feed.feed().indexOf('/') + 1);
        return feed.entries().stream()
                .flatMap(entry -> entry.topics().stream())
                .filter(topic -> isTopicFeed(feed.feed()) && topic.id().equals(own))
                .map(EntryTopic::name)
                .findFirst()
                .orElseGet(() -> capitalised(own));
    }

    static boolean isTopicFeed(String feed) {
        return feed.indexOf('/') >= 0;
    }

    private static String capitalised(String name) {
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first);
    }

    /** The path of the page of a feed, encoded: {@code /news/c%2B%2B}. */
    public static String path(String feed) {
        return Arrays.stream(feed.split("/"))
                .map(segment -> "/" + encoded(segment))
                .collect(Collectors.joining());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The feed of the start page: {@value #DEFAULT}, else the first one. */
    public static String first(Map<String, FeedVersion> feeds) {
        return feeds.containsKey(DEFAULT) || feeds.isEmpty()
                ? DEFAULT
                : feeds.keySet().iterator().next();
    }
}
