package dev.heatwire.app.cli;

import java.io.PrintWriter;

/** Shows one text after the other: in place on a terminal, else below each other. */
final class Screen {
    private static final String HOME = "\u001B[H";
    private static final String ERASE_SCREEN = "\u001B[2J";
    private static final String ERASE_REST_OF_LINE = "\u001B[K";
    private static final String ERASE_BELOW = "\u001B[J";

    private final PrintWriter out;
    private final boolean terminal;
    private boolean used;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** One that draws in place when stdout is a terminal, which only the script that starts us can tell. */
    static Screen on(PrintWriter out) {
        return new Screen(out, Boolean.getBoolean("heatwire.screen"));
    }

    void show(String text) {
        if (terminal) {
            // over what is there, not after erasing it: nothing flickers
            out.print((used ? HOME : ERASE_SCREEN + HOME)
                    + text.replace("\n", ERASE_REST_OF_LINE + "\n")
                    + ERASE_REST_OF_LINE
                    + "\n"
                    + ERASE_BELOW);
        } else {
            out.println((used ? "\n" : "") + text);
        }
        out.flush();
        used = true;
    }
}
