package dev.heatwire.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFollowerTest {
    /** A consumer connects when it is first asked for something, which no loop here does. */
    private static final Map<String, String> CLIENT = Map.of("bootstrap.servers", "127.0.0.1:1");

    @ParameterizedTest
    @ValueSource(classes = {KafkaException.class, IllegalStateException.class})
    void shouldBeginAgainAfterAFailure(Class<? extends RuntimeException> type) throws Exception {
        RuntimeException failure = type.getConstructor(String.class).newInstance("made up");
        AtomicInteger starts = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(1);
        try (TopicFollower started = TopicFollower.start("topic", CLIENT, (reader, stop) -> {
            if (starts.incrementAndGet() == 1) {
                throw failure;
            }
            again.countDown();
        })) {
            assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(started).isNotNull();
        }
    }
}
