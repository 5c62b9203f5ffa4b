package dev.heatwire.faults.process;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Waits for the time that a fault lasts. */
public final class Waiting {
    private Waiting() {}

    public static void pause(Duration time) {
        if (time.isNegative()) {
            return;
        }
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() - end >= 0);
    }
}
