package dev.heatwire.app.runtime;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * The number of files and connections that this process may have open. With too few, a broker or a stage fails with
 * many stack traces, or waits for a connection for ever.
 */
public final class OpenFileLimit {
    /** The program's own archives, and the connections of a client. */
    public static final int CLIENT = 192;
    /** A client with local stores. */
    public static final int STAGE = 320;
    /** The broker with its logs, all stages and ingest; about 420 for a small site. */
    public static final int PIPELINE = 640;

    private OpenFileLimit() {}

    /** @throws IllegalStateException if this process may open fewer files */
    public static void require(int files) {
        OptionalLong limit = current();
        if (limit.isPresent() && limit.getAsLong() < files) {
            throw new IllegalStateException(refusal(limit.getAsLong(), files));
        }
    }

    static String refusal(long limit, int files) {
        return "this process may open " + limit + " files, and needs " + files
                + "; raise the limit, for example with: ulimit -n 4096";
    }

    /** The JVM has raised the soft limit to the hard one; Windows has none. */
    private static OptionalLong current() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }
}
