package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.FeedTable;
import dev.heatwire.app.report.JsonViews;
import dev.heatwire.app.report.RankChanges;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.events.text.UnicodeText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire top}: prints a feed once or after every change. */
@Command(name = "top", description = "Prints the current ranked feed, from the topic.", mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
    /** This many entries fit on most screens. */
    private static final int DEFAULT_FOLLOWED_ENTRIES = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FEED",
            defaultValue = "news",
            description = "The name of the feed, such as news/ai (default: news).")
    private String feed;

    @Option(names = "-n", paramLabel = "N", description = "The number of entries (default: all; 20 with --follow).")
    private Optional<Integer> limit;

    @Option(
            names = "--follow",
            description = "Print the feed after every change, with rank changes, until Ctrl-C; replaces the previous "
                    + "output on a terminal. As JSON, print one array per line.")
    private boolean follow;

    @Mixin
    private Output output;

    @Mixin
    private ClusterOptions options;

    private final Clock clock = Clock.systemDefaultZone();
    private List<FeedEntry> lastShown;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        if (follow) {
            try (ShutdownSignal stop = new ShutdownSignal();
                    CompactedTopicReader reader = CompactedTopicReader.tailing(settings.client())) {
                Screen screen = Screen.on(output.lines());
                reader.follow(
                        settings.topics().rankedFeed,
                        // the reader of a pipe, such as head, may have closed it
                        () -> stop.isRequested() || output.lines().checkError(),
                        feeds -> showChange(entries(feeds), screen));
            }
        } else {
            try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
                List<FeedEntry> entries = entries(reader.readTable(settings.topics().rankedFeed)).stream()
                        .limit(limit.orElse(Integer.MAX_VALUE))
                        .toList();
                if (entries.isEmpty()) {
                    spec.commandLine().getErr().println("feed " + feed + " is empty; `heatwire feeds` lists all feeds");
                }
                output.print(
                        () -> entries.stream()
                                .map(entry -> JsonViews.entry(feed, entry))
                                .toList(),
                        out -> out.println(FeedTable.of(entries, clock.instant())));
            }
        }
        return ExitCode.DONE;
    }

    private List<FeedEntry> entries(Map<String, RankedFeed> feeds) {
        return Optional.ofNullable(feeds.get(UnicodeText.composed(feed)))
                .map(RankedFeed::entries)
                .orElse(List.of());
    }

    private void showChange(List<FeedEntry> all, Screen screen) {
        if (all.equals(lastShown)) {
            return;
        }
        RankChanges changes = lastShown == null ? RankChanges.NONE : RankChanges.since(lastShown);
        List<FeedEntry> first =
                all.stream().limit(limit.orElse(DEFAULT_FOLLOWED_ENTRIES)).toList();
        if (output.isJson()) {
            output.lines()
                    .println(Json.MAPPER.writeValueAsString(first.stream()
                            .map(entry -> JsonViews.entry(feed, entry))
                            .toList()));
            output.lines().flush();
        } else {
            Instant now = clock.instant();
            screen.show("%s, %d of %d, at %s%n%n%s"
                    .formatted(
                            feed,
                            first.size(),
                            all.size(),
                            now.atZone(ZoneId.systemDefault()).toLocalTime().truncatedTo(ChronoUnit.SECONDS),
                            FeedTable.of(first, changes, now)));
        }
        lastShown = all;
    }
}
