package dev.heatwire.app.monitoring;

/**
 * The health of a process.
 *
 * @param live false if the process has failed and must be restarted
 * @param ready whether the process runs and its lag is small
 * @param detail the reason, for people
 */
public record HealthStatus(boolean live, boolean ready, String detail) {
    public static HealthStatus ready(String detail) {
        return new HealthStatus(true, true, detail);
    }

    public static HealthStatus notYet(String detail) {
        return new HealthStatus(true, false, detail);
    }

    static HealthStatus failed(String detail) {
        return new HealthStatus(false, false, detail);
    }
}
