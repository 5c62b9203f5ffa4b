package dev.heatwire.web.export;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each feed as pages that scripts of a static site load: {@code api/news/index.json}, {@code api/news/2/index.json},
 * and so on.
 */
final class ApiPages {
    static final int PAGE_SIZE = 25;

    private ApiPages() {}

    /** @param nextPage absent on the last page */
    record Page(int page, List<ExportedArticle> value, Optional<Integer> nextPage) {}

    static Map<String, byte[]> of(Collection<RankedFeed> feeds) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        feeds.stream().filter(feed -> !isNamedLikeAPage(feed.feed())).forEach(feed -> addPages(feed, files));
        return files;
    }

    private static void addPages(RankedFeed feed, Map<String, byte[]> files) {
        List<FeedEntry> entries = feed.entries();
        int pages = Math.max(1, (entries.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        for (int page = 1; page <= pages; page++) {
            List<ExportedArticle> value =
                    entries.subList((page - 1) * PAGE_SIZE, Math.min(page * PAGE_SIZE, entries.size())).stream()
                            .map(entry -> ExportedArticle.of(feed.feed(), entry))
                            .toList();
            Optional<Integer> nextPage = page < pages ? Optional.of(page + 1) : Optional.empty();
            files.put(path(feed.feed(), page), PrettyJson.bytes(new Page(page, value, nextPage)));
        }
    }

    private static String path(String feed, int page) {
        return "api/" + feed + (page == 1 ? "" : "/" + page) + "/index.json";
    }

    /** The page of the topic "2" would have the path of the second page of the category. */
    static boolean isNamedLikeAPage(String feed) {
        return feed.matches(".*/[0-9]{1,3}");
    }
}
