package dev.heatwire.app.monitoring;

/**
 * How a process is.
 *
 * @param live whether it can go on; when not, a restart is due
 * @param ready whether it is at work and keeps up
 * @param detail for people
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
