package dev.heatwire.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns SIGTERM and Ctrl-C into a request that the command answers in its own time, and then exits with 0. The virtual
 * machine's own answer would be to stop between any two instructions, with 143 or 130.
 */
final class Stop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(9_500);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    Stop() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void request() {
        requested.countDown();
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits, but not past a request to stop. */
    void pause(Duration time) throws InterruptedException {
        requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a request to stop, or until there is nothing left to stop. */
    void awaitUnless(BooleanSupplier over) throws InterruptedException {
        while (!isRequested() && !over.getAsBoolean()) {
            pause(LOOK);
        }
    }

    private void stop() {
        request();
        try {
            if (closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
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
