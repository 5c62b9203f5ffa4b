package dev.heatwire.app;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.TopicReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatwire feeds}: which feeds there are. */
@Command(
        name = "feeds",
        description = "Lists the feeds with how many articles each holds, from the topic.",
        mixinStandardHelpOptions = true)
final class FeedsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES}")
    private Format format;

    @Mixin
    private Options options;

    private record Feed(String feed, int size) {}

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Map<String, List<FeedEntry>> feeds;
        try (TopicReader reader = new TopicReader(settings.client())) {
            feeds = Standings.feeds(reader.fold(settings.topics().rankedFeed).values());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(Views.json(feeds.entrySet().stream()
                    .map(feed -> new Feed(feed.getKey(), feed.getValue().size()))
                    .toList()));
        } else {
            feeds.forEach((feed, entries) -> out.println("%5d  %s".formatted(entries.size(), feed)));
        }
        return ExitCode.DONE;
    }
}
