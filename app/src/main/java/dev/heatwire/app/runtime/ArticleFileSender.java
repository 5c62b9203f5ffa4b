package dev.heatwire.app.runtime;

import dev.heatwire.events.Topics;
import dev.heatwire.ingest.parse.Content.Format;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Sends article files to the input topic; closing it waits until the brokers have all of them. */
public final class ArticleFileSender implements AutoCloseable {
    private final String topic;
    private final RecordSender sender;

    public ArticleFileSender(Map<String, String> client, Topics topics) {
        topic = topics.articleFiles.name();
        sender = new RecordSender(client);
    }

    public void publish(String key, byte[] file, Format format) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, file);
        if (format == Format.JSON) {
            record.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        }
        sender.send(record);
    }

    public void withdraw(String key) {
        sender.send(new ProducerRecord<>(topic, key, null));
    }

    /** @throws KafkaException when a file was not accepted */
    @Override
    public void close() {
        sender.close();
    }
}
