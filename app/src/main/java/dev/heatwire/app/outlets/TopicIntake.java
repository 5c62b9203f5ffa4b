package dev.heatwire.app.outlets;

import dev.heatwire.app.runtime.ArticleFileSender;
import dev.heatwire.events.Article;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.web.publish.ArticleIntake;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses article files as ingest does, and puts those without errors on the input topic. */
final class TopicIntake implements ArticleIntake {
    private static final String NAME = "request";

    private final Topics topics;
    private final Map<String, String> client;
    private final ArticleParser parser;

    /** @param client the settings of the user's cluster */
    TopicIntake(Topics topics, Map<String, String> client, Limits limits, Clock clock) {
        this.topics = topics;
        this.client = client;
        // which topics are known is ingest's to say: it reads them
        parser = new ArticleParser(limits, clock, topic -> true);
    }

    @Override
    public Outcome publish(Optional<String> key, byte[] file, Form form) {
        Content.Format format = form == Form.JSON ? Content.Format.JSON : Content.Format.FRONT_MATTER;
        ParseResult<Article> parsed = parser.parse(Content.of(file, format), NAME);
        if (parsed.value().isEmpty()) {
            return new Outcome(Optional.empty(), Optional.empty(), parsed.errors(), parsed.warnings());
        }
        String id = parsed.value().get().id();
        String recordKey = key.orElse(id);
        // a producer for each file: its close waits for the brokers, and files come rarely
        try (ArticleFileSender sender = new ArticleFileSender(client, topics)) {
            sender.publish(recordKey, file, format);
        }
        return new Outcome(Optional.of(id), Optional.of(recordKey), List.of(), parsed.warnings());
    }

    @Override
    public void withdraw(String key) {
        try (ArticleFileSender sender = new ArticleFileSender(client, topics)) {
            sender.withdraw(key);
        }
    }
}
