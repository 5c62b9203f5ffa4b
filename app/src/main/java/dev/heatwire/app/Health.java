package dev.heatwire.app;

/**
 * How a process is.
 *
 * @param live whether it can go on; when not, a restart is due
 * @param ready whether it is at work and keeps up
 * @param detail for people
 */
record Health(boolean live, boolean ready, String detail) {
    static Health ready(String detail) {
        return new Health(true, true, detail);
    }

    static Health notYet(String detail) {
        return new Health(true, false, detail);
    }

    static Health failed(String detail) {
        return new Health(false, false, detail);
    }
}
