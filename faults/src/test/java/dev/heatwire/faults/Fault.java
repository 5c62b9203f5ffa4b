package dev.heatwire.faults;

/**
 * A fault that the suite injects.
 *
 * @param limit the most seconds without output, in the median; NaN if the fault has no limit
 */
record Fault(String name, double limit) {
    static Fault of(String name) {
        return new Fault(name, Double.NaN);
    }

    boolean hasLimit() {
        return !Double.isNaN(limit);
    }
}
