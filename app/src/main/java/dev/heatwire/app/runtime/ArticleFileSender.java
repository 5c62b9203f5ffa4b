package dev.heatwire.app.runtime;

import dev.heatwire.events.Topics;
import dev.heatwire.ingest.parse.Content.Format;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends article files to the input topic; closing it waits until the brokers have all of them. */
public final class ArticleFileSender implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public ArticleFileSender(Map<String, String> client, Topics topics) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        topic = topics.articleFiles.name();
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    public void publish(String key, byte[] file, Format format) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, file);
        if (format == Format.JSON) {
            record.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        }
        sent.add(producer.send(record));
    }

    public void withdraw(String key) {
        sent.add(producer.send(new ProducerRecord<>(topic, key, null)));
    }

    /** @throws KafkaException when a record was not accepted */
    @Override
    public void close() {
        try {
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("a file was not published: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while publishing", e);
        } finally {
            producer.close();
        }
    }
}
