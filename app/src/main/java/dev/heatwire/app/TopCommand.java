package dev.heatwire.app;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.TopicReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire top}: a feed as it is now. */
@Command(name = "top", description = "Prints the current ranked feed, from the topic.", mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FEED", defaultValue = "news", description = "Such as news or news/ai.")
    private String feed;

    @Option(names = "-n", paramLabel = "N", description = "How many places (default: all).")
    private Optional<Integer> places;

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES}")
    private Format format;

    @Mixin
    private Options options;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        try (TopicReader reader = new TopicReader(settings.client())) {
            List<FeedEntry> entries =
                    Standings.feeds(reader.fold(settings.topics().rankedFeed).values())
                            .getOrDefault(feed, List.of())
                            .stream()
                            .limit(places.orElse(Integer.MAX_VALUE))
                            .toList();
            spec.commandLine()
                    .getOut()
                    .println(
                            format == Format.json
                                    ? Views.json(
                                            entries.stream().map(Views::entry).toList())
                                    : FeedTable.of(entries, Instant.now()));
        }
        return ExitCode.DONE;
    }
}
