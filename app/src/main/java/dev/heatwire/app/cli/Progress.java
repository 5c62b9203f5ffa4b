package dev.heatwire.app.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line on the terminal that tells what is going on, and is gone when there is something to say. */
public final class Progress implements AutoCloseable {
    private static final String ERASE_LINE = "\r\u001B[K";
    /** Fewer files are read before anybody has looked at a bar. */
    private static final int BAR_THRESHOLD = 200;

    private final PrintStream terminal;
    private final boolean watched;
    private ProgressBar bar;

    private Progress(PrintStream terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    /** Silent unless stderr is a terminal, which only the script that starts us can tell. */
    public static Progress ofThisProcess() {
        return new Progress(System.err, Boolean.getBoolean("heatwire.terminal"));
    }

    public void show(String text) {
        if (watched) {
            clear();
            terminal.print(text + " ...");
            terminal.flush();
        }
    }

    /** Tells how many files are read, and of many also how fast and how long it will take. */
    void files(int done, int of) {
        if (!watched || of == 0) {
            return;
        }
        if (of <= BAR_THRESHOLD) {
            show("%d of %d files read".formatted(done, of));
            return;
        }
        if (bar == null) {
            clear();
            bar = new ProgressBarBuilder()
                    .setTaskName("reading files")
                    .setInitialMax(of)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal))
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .clearDisplayOnFinish()
                    .build();
        }
        bar.maxHint(of);
        bar.stepTo(done);
        if (done >= of) {
            clear();
        }
    }

    void clear() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        if (watched) {
            terminal.print(ERASE_LINE);
            terminal.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
