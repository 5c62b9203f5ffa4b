package dev.heatwire.app;

import java.io.PrintStream;

/** One line on the terminal that tells what is going on, and is gone when there is something to say. */
final class Progress {
    static final Progress NONE = new Progress(System.err, false);

    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintStream terminal;
    private final boolean watched;

    private Progress(PrintStream terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    /** Silent unless stderr is a terminal, which only the script that starts us can tell. */
    static Progress ofThisProcess() {
        return new Progress(System.err, Boolean.getBoolean("heatwire.terminal"));
    }

    void show(String text) {
        if (watched) {
            terminal.print(ERASE_LINE + text + " ...");
            terminal.flush();
        }
    }

    void clear() {
        if (watched) {
            terminal.print(ERASE_LINE);
            terminal.flush();
        }
    }
}
