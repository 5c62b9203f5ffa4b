package dev.heatwire.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts an article file on the input topic, or withdraws it when the file does not exist: HOST:PORT FILE. */
public final class FilePublisher {
    private FilePublisher() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", arguments[0], "acks", "all");
        Path file = Path.of(arguments[1]);
        byte[] value = Files.exists(file) ? Files.readAllBytes(file) : null;
        String key = file.getFileName().toString();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("article-files", key, value)).get();
        }
    }
}
