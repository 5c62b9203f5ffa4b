package dev.heatwire.app.cli;

import java.io.PrintWriter;

/** Replaces the previous text on a terminal; prints below it elsewhere. */
final class Screen {
    private static final String HOME = "\u001B[H";
    private static final String ERASE_SCREEN = "\u001B[2J";
    private static final String ERASE_REST_OF_LINE = "\u001B[K";
    private static final String ERASE_BELOW = "\u001B[J";

    private final PrintWriter out;
    private final boolean terminal;
    private boolean hasShown;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Uses the system property {@code heatwire.screen}, set by the launcher script when stdout is a terminal. */
    static Screen on(PrintWriter out) {
        return new Screen(out, Boolean.getBoolean("heatwire.screen"));
    }

    void show(String text) {
        if (terminal) {
            // overwriting without erasing first avoids flicker
            out.print((hasShown ? HOME : ERASE_SCREEN + HOME)
                    + text.replace("\n", ERASE_REST_OF_LINE + "\n")
                    + ERASE_REST_OF_LINE
                    + "\n"
                    + ERASE_BELOW);
        } else {
            out.println((hasShown ? "\n" : "") + text);
        }
        out.flush();
        hasShown = true;
    }
}
