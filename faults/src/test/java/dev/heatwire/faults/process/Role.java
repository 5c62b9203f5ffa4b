package dev.heatwire.faults.process;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.util.Locale;
import java.util.function.Function;

/** A stage of the pipeline, as a process that can fail. */
public enum Role {
    INGEST(topics -> topics.fileStates, topics -> topics.articles),
    ENRICH(topics -> topics.articles, topics -> topics.enrichedArticles),
    RANK(topics -> topics.enrichedArticles, topics -> topics.rankedArticles),
    SINK(topics -> topics.rankedArticles, topics -> topics.rankedFeed);

    private final Function<Topics, TopicSpec<?>> reads;
    private final Function<Topics, TopicSpec<?>> writes;

    Role(Function<Topics, TopicSpec<?>> reads, Function<Topics, TopicSpec<?>> writes) {
        this.reads = reads;
        this.writes = writes;
    }

    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String input(Topics topics) {
        return reads.apply(topics).name();
    }

    public String output(Topics topics) {
        return writes.apply(topics).name();
    }

    public String group() {
        return "heatwire-" + command();
    }
}
