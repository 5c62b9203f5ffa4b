package dev.heatwire.faults.model;

import dev.heatwire.faults.SuiteProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A newsroom that works on at its pace until it is stopped, whatever happens to those who follow it. */
public final class Load implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final SiteSimulator newsroom;
    private final int perBreath;
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "newsroom");
    private volatile IOException failure;
    private volatile boolean resting;

    public Load(SiteSimulator newsroom, int perSecond) {
        this.newsroom = newsroom;
        this.perBreath = Math.max(1, perSecond / 10);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            do {
                for (int i = 0; i < perBreath && !resting; i++) {
                    newsroom.work();
                    done.incrementAndGet();
                }
            } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** How many changes have been made. */
    public int done() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return done.get();
    }

    /** Waits until this share of a load has been made. */
    public void await(int percent) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> done() >= SuiteProfile.changes() * percent / 100);
    }

    /** Waits until so many more changes have been made. */
    public void awaitMore(int changes) {
        int enough = done() + changes;
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> done() >= enough);
    }

    /** Nothing is changed meanwhile. */
    public void rest(Runnable meanwhile) {
        resting = true;
        meanwhile.run();
        resting = false;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done();
    }
}
