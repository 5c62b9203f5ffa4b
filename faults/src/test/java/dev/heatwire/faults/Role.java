package dev.heatwire.faults;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.util.Locale;
import java.util.function.Function;

/** A stage of the pipeline, as a process that can fail. */
enum Role {
    INGEST(topics -> topics.ingestFiles, topics -> topics.articles),
    ENRICH(topics -> topics.articles, topics -> topics.enrichedArticles),
    RANK(topics -> topics.enrichedArticles, topics -> topics.rankedArticles),
    SINK(topics -> topics.rankedArticles, topics -> topics.rankedFeed);

    private final Function<Topics, TopicSpec<?>> reads;
    private final Function<Topics, TopicSpec<?>> writes;

    Role(Function<Topics, TopicSpec<?>> reads, Function<Topics, TopicSpec<?>> writes) {
        this.reads = reads;
        this.writes = writes;
    }

    String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    String input(Topics topics) {
        return reads.apply(topics).name();
    }

    String output(Topics topics) {
        return writes.apply(topics).name();
    }

    String group() {
        return "heatwire-" + command();
    }
}
