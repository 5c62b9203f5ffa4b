package dev.heatwire.app.cli;

import dev.heatwire.app.report.TerminalText;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress line on stderr, erased before results are printed; silent unless stderr is a terminal. */
public final class Progress implements AutoCloseable {
    private static final String ERASE_LINE = "\r\u001B[K";
    /** Up to this many files are read within moments, so a counter is enough. */
    private static final int BAR_THRESHOLD = 200;

    private final PrintStream terminal;
    private final boolean watched;
    private ProgressBar bar;

    private Progress(PrintStream terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    /** Uses the system property {@code heatwire.terminal}, set by the launcher script when stderr is a terminal. */
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

    /** Shows the number of files read; for many files as a bar with speed and remaining time. */
    void files(int done, int total) {
        if (!watched || total == 0) {
            return;
        }
        if (total <= BAR_THRESHOLD) {
            show("%d of %s read".formatted(done, TerminalText.count(total, "file")));
            return;
        }
        if (bar == null) {
            clear();
            bar = new ProgressBarBuilder()
                    .setTaskName("reading files")
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal))
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .clearDisplayOnFinish()
                    .build();
        }
        bar.maxHint(total);
        bar.stepTo(done);
        if (done >= total) {
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
