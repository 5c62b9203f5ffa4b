package dev.heatwire.app;

/** What a command's end means to the one who called it. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int SOME_REJECTED = 3;

    private ExitCode() {}
}
