package org.nestlab.internal.settings;

/** How long steps are shown. */
public enum ProgressStyle {
    /** A line that is redrawn on a terminal, plain lines elsewhere. */
    AUTO,
    /** A line for each step. */
    PLAIN,
    OFF
}
