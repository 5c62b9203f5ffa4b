package dev.heatwire.faults.model;

import dev.heatwire.faults.SuiteProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Changes a site at a constant rate until it is closed. */
public final class Load implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);

    private final SiteSimulator site;
    private final int changesPerTick;
    private final AtomicInteger changes = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "load");
    private volatile IOException failure;
    private volatile boolean paused;

    public Load(SiteSimulator site, int perSecond) {
        this.site = site;
        this.changesPerTick = Math.max(1, perSecond / 10);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            do {
                for (int i = 0; i < changesPerTick && !paused; i++) {
                    site.changeSomething();
                    changes.incrementAndGet();
                }
            } while (!stop.await(TICK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** How many changes have been made so far. */
    public int changes() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return changes.get();
    }

    /** Waits until this share of {@link SuiteProfile#changes()} has been made. */
    public void awaitPercent(int percent) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> changes() >= SuiteProfile.changes() * percent / 100);
    }

    /** Waits until this many more changes have been made. */
    public void awaitMore(int more) {
        int enough = changes() + more;
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> changes() >= enough);
    }

    /** Changes nothing while the action runs. */
    public void pauseDuring(Runnable action) {
        paused = true;
        action.run();
        paused = false;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        changes();
    }
}
