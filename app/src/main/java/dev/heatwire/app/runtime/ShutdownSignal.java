package dev.heatwire.app.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns SIGTERM and Ctrl-C into a request that the command answers in its own time, and then exits with 0. The virtual
 * machine's own answer would be to stop between any two instructions, with 143 or 130.
 */
public final class ShutdownSignal implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMillis(9_500);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    public ShutdownSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public void request() {
        requested.countDown();
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits, but not past a request to stop. */
    public void pause(Duration time) throws InterruptedException {
        requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a request to stop, or until there is nothing left to stop. */
    public void awaitUnless(BooleanSupplier over) throws InterruptedException {
        while (!isRequested() && !over.getAsBoolean()) {
            pause(POLL_INTERVAL);
        }
    }

    private void stop() {
        request();
        try {
            if (closed.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                System.out.flush();
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has closed what it had opened. */
    @Override
    public void close() {
        closed.countDown();
        if (!hook.isAlive()) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the machine is going down: the hook runs, and finds everything closed
        }
    }
}
