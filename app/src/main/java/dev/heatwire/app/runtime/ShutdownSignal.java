package dev.heatwire.app.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns SIGTERM and Ctrl-C into a stop request and exits with 0 once the command has closed its resources. Without it,
 * the JVM would exit at once, with 143 or 130.
 */
public final class ShutdownSignal implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(9_500);
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

    /** Waits for the given time, or until a stop is requested. */
    public void pause(Duration time) throws InterruptedException {
        requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until a stop is requested or the condition is true. */
    public void awaitUnless(BooleanSupplier isOver) throws InterruptedException {
        while (!isRequested() && !isOver.getAsBoolean()) {
            pause(POLL_INTERVAL);
        }
    }

    private void stop() {
        request();
        try {
            if (closed.await(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                System.out.flush();
                // halting skips the hooks that delete temporary files
                NativeLibraries.deleteFiles();
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called after the command has closed its resources. */
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
            // the JVM is shutting down and the hook is about to run
        }
    }
}
