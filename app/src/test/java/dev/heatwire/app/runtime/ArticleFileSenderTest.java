package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.parse.Content.Format;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ArticleFileSenderTest {
    private static final int FILES = 300;
    private static final int FILE_BYTES = 4_000;
    private static final int NEW_TOPICS = 3;

    @TempDir
    private Path folder;

    /** The broker may not be ready to lead the partitions of a new topic (KAFKA-15591). */
    @Test
    @Timeout(60)
    void shouldSendEveryFileToATopicThatIsNew() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.freePort(), Map.of())) {
            Map<String, String> client = Map.of("bootstrap.servers", broker.address());
            try (Admin admin = Admin.create(new HashMap<>(client))) {
                for (int number = 0; number < NEW_TOPICS; number++) {
                    Topics topics = Topics.withPrefix("new-%d-".formatted(number));
                    TopicAdmin.create(admin, topics, 4, (short) 1);
                    try (ArticleFileSender sender = new ArticleFileSender(client, topics)) {
                        IntStream.range(0, FILES)
                                .forEach(file ->
                                        sender.publish("file-" + file, new byte[FILE_BYTES], Format.FRONT_MATTER));
                    }
                    assertThat(recordsOf(topics.articleFiles.name(), admin)).isEqualTo(FILES);
                }
            }
        }
    }

    private static long recordsOf(String topic, Admin admin) throws Exception {
        long records = 0;
        for (int partition : List.of(0, 1, 2, 3)) {
            TopicPartition name = new TopicPartition(topic, partition);
            records += admin.listOffsets(Map.of(name, OffsetSpec.latest()))
                    .partitionResult(name)
                    .get()
                    .offset();
        }
        return records;
    }
}
