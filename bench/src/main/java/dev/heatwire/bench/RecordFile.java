package dev.heatwire.bench;

import dev.heatwire.events.Article;
import dev.heatwire.events.Source;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;

/** Records of a topic in a file, so that a producer need not parse and serialize them. */
final class RecordFile {
    private static final int BUFFER = 1 << 20;
    /** Stands where the next key would. */
    private static final String END = "";

    private RecordFile() {}

    /** @return the mean size of a value in bytes */
    static long write(Path file, int articles) throws IOException {
        return write(file, 0, articles);
    }

    static long write(Path file, int from, int to) throws IOException {
        SiteGenerator site = new SiteGenerator(1);
        ArticleParser parser = new ArticleParser(Limits.STANDARD, Clock.systemUTC(), key -> true);
        var serializer = Topics.withPrefix("").articles.values().serializer();
        long bytes = 0;
        try (DataOutputStream out = open(file)) {
            for (int number = from; number < to; number++) {
                Source source = new Source("articles/%07d.md".formatted(number), "0".repeat(64));
                Article article =
                        parser.parse(site.article(number), source).value().orElseThrow();
                byte[] value = serializer.serialize("", article);
                write(article.id(), value, out);
                bytes += value.length;
            }
            out.writeUTF(END);
        }
        return bytes / (to - from);
    }

    /**
     * Writes the last record of each key of a topic.
     *
     * @return how many there are
     */
    static <V> int copy(String bootstrapServers, TopicSpec<V> topic, Path file) throws IOException {
        try (CompactedTopicReader reader = new CompactedTopicReader(Map.of("bootstrap.servers", bootstrapServers));
                DataOutputStream out = open(file)) {
            Map<String, V> table = reader.readTable(topic);
            for (Map.Entry<String, V> entry : table.entrySet()) {
                write(entry.getKey(), topic.values().serializer().serialize(topic.name(), entry.getValue()), out);
            }
            out.writeUTF(END);
            return table.size();
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    private static void write(String key, byte[] value, DataOutputStream out) throws IOException {
        out.writeUTF(key);
        out.writeInt(value.length);
        out.write(value);
    }

    static void forEach(Path file, BiConsumer<String, byte[]> action) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (String key = in.readUTF(); !key.isEmpty(); key = in.readUTF()) {
                action.accept(key, in.readNBytes(in.readInt()));
            }
        }
    }
}
