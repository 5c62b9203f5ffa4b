package dev.heatwire.faults;

/**
 * Something that goes wrong.
 *
 * @param limit how many seconds output may stay away, in the median; none when that is not what it is about
 */
record Fault(String name, double limit) {
    static Fault of(String name) {
        return new Fault(name, Double.NaN);
    }

    boolean hasLimit() {
        return !Double.isNaN(limit);
    }
}
