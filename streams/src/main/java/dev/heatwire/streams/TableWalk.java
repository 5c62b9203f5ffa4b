package dev.heatwire.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * A walk through a table in the order of its keys, in slices, so that no transaction times out. A store holds the
 * cursor, so that the walk continues after a restart.
 */
public final class TableWalk {
    /** How often a task walks through the next slice. */
    public static final Duration INTERVAL = Duration.ofMillis(10);

    public static final int SLICE_SIZE = 1_000;
    /**
     * How long nothing must change before a walk sets out, so that changes that arrive together need one walk; far less
     * than a file waits until it is read.
     */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final String CURSOR = "cursor";
    private static final String CHANGED_AT = "changed-at";

    /** The last key that the walk has reached, and when the walk was started; empty when no walk runs. */
    private final KeyValueStore<String, String> cursor;

    public TableWalk(KeyValueStore<String, String> cursor) {
        this.cursor = cursor;
    }

    /**
     * Starts a walk, or puts off one that has not set out yet.
     *
     * @param now the system time in milliseconds
     */
    public void start(long now) {
        moveTo("");
        cursor.put(CHANGED_AT, Long.toString(now));
    }

    public boolean isRunning() {
        return cursor.get(CURSOR) != null;
    }

    /** Whether a walk runs and may continue. */
    public boolean isDue(long now) {
        return isUnderWay() || isRunning() && isQuiet(now - Long.parseLong(cursor.get(CHANGED_AT)));
    }

    private static boolean isQuiet(long elapsed) {
        // a change in the future means that the clock was set back
        return elapsed >= QUIET.toMillis() || elapsed < 0;
    }

    /** Whether a walk runs that has reached some key. */
    public boolean isUnderWay() {
        return isRunning() && !cursor.get(CURSOR).isEmpty();
    }

    /** Whether a walk runs that has reached this key. */
    public boolean hasReached(String key) {
        return isRunning() && compare(key, cursor.get(CURSOR)) <= 0;
    }

    /** As the store orders keys: by the bytes of their UTF-8. */
    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Passes the matching entries of the next slice on. While it does, the walk has reached their keys.
     *
     * @return whether the walk has come to the end of the table
     */
    public <V> boolean nextSlice(
            TimestampedKeyValueStore<String, V> table,
            Predicate<KeyValue<String, ValueAndTimestamp<V>>> matches,
            Consumer<Record<String, V>> target) {
        String last = cursor.get(CURSOR);
        try (KeyValueIterator<String, ValueAndTimestamp<V>> rest = table.range(last, null)) {
            for (int count = 0; rest.hasNext() && count < SLICE_SIZE; count++) {
                KeyValue<String, ValueAndTimestamp<V>> entry = rest.next();
                boolean isMatch = entry.value != null && !entry.key.equals(last) && isMatch(entry, matches);
                last = entry.key;
                if (isMatch) {
                    moveTo(last);
                    target.accept(new Record<>(entry.key, entry.value.value(), entry.value.timestamp()));
                }
            }
            moveTo(last);
            return !rest.hasNext();
        }
    }

    /** What the predicate cannot process went to the dead letters when it arrived. */
    private static <V> boolean isMatch(
            KeyValue<String, ValueAndTimestamp<V>> entry, Predicate<KeyValue<String, ValueAndTimestamp<V>>> matches) {
        try {
            return matches.test(entry);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void moveTo(String key) {
        cursor.put(CURSOR, key);
    }

    public void end() {
        cursor.delete(CURSOR);
        cursor.delete(CHANGED_AT);
    }
}
