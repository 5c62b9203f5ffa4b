package dev.heatwire.app.cli;

/** Exit codes of all commands. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    static final int USAGE = 2;
    public static final int SOME_REJECTED = 3;

    private ExitCode() {}
}
