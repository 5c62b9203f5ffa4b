package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.ParseResult;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parses article files and serializes each article once; a file that cannot be published has problems instead. */
final class ArticleReader {
    private static final Logger LOG = LoggerFactory.getLogger(ArticleReader.class);

    private final ArticleParser parser;
    private final TopicSpec<Article> topic;

    /** @param topic the topic that the articles are serialized for */
    ArticleReader(ArticleParser parser, TopicSpec<Article> topic) {
        this.parser = parser;
        this.topic = topic;
    }

    /**
     * An article file after parsing.
     *
     * @param record the serialized article; present exactly when the file has an article
     */
    record ParsedFile(ParseResult<Article> result, Optional<byte[]> record) {
        private static ParsedFile rejected(ParseResult<Article> result) {
            return new ParsedFile(result, Optional.empty());
        }
    }

    TopicSpec<Article> topic() {
        return topic;
    }

    ParsedFile read(String path, Content content) {
        if (content == Content.UNREADABLE) {
            return ParsedFile.rejected(ParseResult.rejected(ParseResult.UNREADABLE));
        }
        try {
            ParseResult<Article> result = parser.parse(content, path);
            return new ParsedFile(
                    result,
                    result.value().map(article -> topic.values().serializer().serialize(topic.name(), article)));
        } catch (SerializationException e) {
            return ParsedFile.rejected(ParseResult.rejected(ParseResult.TOO_LARGE_FOR_A_RECORD));
        } catch (RuntimeException e) {
            // an unforeseen failure of the parser rejects this file only; the other files are still published
            LOG.error("{}: the parser failed", path, e);
            return ParsedFile.rejected(ParseResult.rejected(ParseResult.INTERNAL));
        }
    }
}
