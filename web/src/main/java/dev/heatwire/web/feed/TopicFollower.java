package dev.heatwire.web.feed;

import dev.heatwire.events.kafka.CompactedTopicReader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic from its beginning on a thread of its own. After a failure it begins again: while the topic or the
 * brokers are missing, readers see what was read before.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final String topic;
    private final Map<String, String> client;
    private final Loop loop;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean following;

    /** What to do with the topic. */
    @FunctionalInterface
    public interface Loop {
        /** Reads the topic until asked to stop. */
        void read(CompactedTopicReader reader, BooleanSupplier stop);
    }

    private TopicFollower(String topic, Map<String, String> client, Loop loop) {
        this.topic = topic;
        this.client = client;
        this.loop = loop;
        thread = new Thread(this::run, "follow-" + topic);
        thread.setDaemon(true);
    }

    /** @param client the settings of the user's cluster */
    public static TopicFollower start(String topic, Map<String, String> client, Loop loop) {
        TopicFollower follower = new TopicFollower(topic, client, loop);
        follower.thread.start();
        return follower;
    }

    /** Whether the topic can be read at present. */
    public boolean isFollowing() {
        return following;
    }

    private void run() {
        String logged = "";
        while (!isClosed()) {
            try (CompactedTopicReader reader = CompactedTopicReader.tailing(client)) {
                following = true;
                loop.read(reader, this::isClosed);
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(logged)) {
                    LOG.warn("cannot follow {}, trying again: {}", topic, reason);
                    logged = reason;
                }
            } catch (RuntimeException e) {
                // an error of the loop: readers would see the topic of that time for ever if the thread ended
                String reason = e.toString();
                if (!reason.equals(logged)) {
                    LOG.warn("cannot follow {}, trying again", topic, e);
                    logged = reason;
                }
            } finally {
                following = false;
            }
            pause();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            closed.await(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
