package dev.heatwire.app;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heatwire feeds}: which feeds there are. */
@Command(
        name = "feeds",
        description = "Lists the feeds with how many articles each holds, from the topic.",
        mixinStandardHelpOptions = true)
final class FeedsCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private Options options;

    private record Feed(String feed, int size) {}

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Map<String, List<FeedEntry>> feeds = feeds(settings);
        output.print(
                () -> feeds.entrySet().stream()
                        .map(feed -> new Feed(feed.getKey(), feed.getValue().size()))
                        .toList(),
                out -> feeds.forEach((feed, entries) -> out.println("%5d  %s".formatted(entries.size(), feed))));
        return ExitCode.DONE;
    }

    private static Map<String, List<FeedEntry>> feeds(Settings settings) {
        try (TopicReader reader = new TopicReader(settings.client())) {
            return Standings.feeds(reader.fold(settings.topics().rankedFeed).values());
        }
    }
}
