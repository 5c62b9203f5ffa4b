package dev.heatwire.app.cli.outlets;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.outlets.Outlets;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outlets beside a pipeline in the same process. They start on a thread of their own, because the first article
 * need not wait for the web server. The pipeline runs on when they cannot start.
 */
public final class BackgroundOutlets {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundOutlets.class);

    private BackgroundOutlets() {}

    /** Work that waits, and is interrupted when the process stops. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    /**
     * Serves the outlets while the work is done.
     *
     * @param out the address is printed here
     */
    public static void during(Settings settings, PrintWriter out, Work work) throws InterruptedException {
        CompletableFuture<Optional<Outlets>> outlets = CompletableFuture.supplyAsync(() -> open(settings, out));
        try {
            work.run();
        } finally {
            outlets.join().ifPresent(Outlets::close);
        }
    }

    private static Optional<Outlets> open(Settings settings, PrintWriter out) {
        try {
            Outlets outlets = Outlets.startBeside(settings);
            out.println("page on " + outlets.address());
            out.flush();
            return Optional.of(outlets);
        } catch (RuntimeException e) {
            LOG.warn("the page is not served: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
