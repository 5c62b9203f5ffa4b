package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedTransactionFencerTest {
    private static final String GROUP = "heatwire-rank";
    private static final String LIVING = UUID.randomUUID().toString();
    private static final String DEAD = UUID.randomUUID().toString();

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Map<String, String> client;
    private Admin admin;
    private AbandonedTransactionFencer takeover;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(data);
        opened.add(broker);
        client = Map.of("bootstrap.servers", broker.address());
        admin = Admin.create(new HashMap<>(client));
        opened.add(0, admin);
        takeover = new AbandonedTransactionFencer(admin, GROUP);
        opened.add(0, takeover);
        TopicAdmin.create(admin, List.of(new NewTopic("topic", 1, (short) 1)));
        TopicAdmin.create(admin, List.of(new NewTopic("input", 1, (short) 1)));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void shouldEndWhatADeadProcessLeftOpenAndNothingElse() {
        join(GROUP + "-" + LIVING + "-StreamThread-1-consumer");
        KafkaProducer<String, String> dead = begin(GROUP + "-" + DEAD + "-1");
        KafkaProducer<String, String> living = begin(GROUP + "-" + LIVING + "-1");
        KafkaProducer<String, String> other = begin("other-" + GROUP + "-" + DEAD + "-1");
        KafkaProducer<String, String> longer = begin(GROUP + "-more-" + DEAD + "-1");

        assertThat(takeover.endAbandoned()).containsExactly(GROUP + "-" + DEAD + "-1");

        assertThatThrownBy(dead::commitTransaction).isInstanceOf(KafkaException.class);
        List.of(living, other, longer).forEach(KafkaProducer::commitTransaction);
        assertThat(readable()).isEqualTo(3);
        assertThat(takeover.endAbandoned()).isEmpty();
    }

    @Test
    void shouldEndNothingWhileSomebodyHasAnotherName() {
        join("a name of their own");
        KafkaProducer<String, String> unknown = begin(GROUP + "-" + DEAD + "-1");

        assertThat(takeover.endAbandoned()).isEmpty();

        unknown.commitTransaction();
        assertThat(readable()).isEqualTo(1);
    }

    private void join(String clientId) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        KafkaConsumer<String, String> member =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        opened.add(0, member);
        member.subscribe(List.of("input"));
        await().until(() -> {
            member.poll(Duration.ofMillis(50));
            return !member.assignment().isEmpty();
        });
    }

    private KafkaProducer<String, String> begin(String transactionalId) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        opened.add(0, () -> producer.close(Duration.ZERO));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("topic", "key", transactionalId));
        producer.flush();
        return producer;
    }

    private int readable() {
        List<String> keys = new ArrayList<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(client)) {
            reader.read("topic", record -> keys.add(record.key()));
        }
        return keys.size();
    }
}
