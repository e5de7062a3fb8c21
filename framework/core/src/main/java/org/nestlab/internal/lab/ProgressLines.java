package org.nestlab.internal.lab;

import java.io.PrintStream;
import org.nestlab.internal.settings.ProgressStyle;

/** Where progress is shown: standard error, a line for each step, so that it reads the same in a terminal and in CI. */
public final class ProgressLines {

    private final boolean shown;
    private final PrintStream out;

    private ProgressLines(boolean shown, PrintStream out) {
        this.shown = shown;
        this.out = out;
    }

    public static ProgressLines of(ProgressStyle style) {
        return new ProgressLines(style != ProgressStyle.OFF, System.err);
    }

    public void print(String line) {
        if (shown) {
            out.println(line);
        }
    }
}
