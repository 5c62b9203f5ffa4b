package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.FeedSnapshot;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heatwire feeds}: lists the feeds. */
@Command(
        name = "feeds",
        description = "Lists the feeds with the number of articles in each, from the topic.",
        mixinStandardHelpOptions = true)
final class FeedsCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private ClusterOptions options;

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
        try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
            return FeedSnapshot.feeds(reader.readTable(settings.topics().rankedFeed));
        }
    }
}
