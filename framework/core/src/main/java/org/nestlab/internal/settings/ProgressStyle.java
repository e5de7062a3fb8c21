package org.nestlab.internal.settings;

/** How long steps are shown. */
public enum ProgressStyle {
    /** A line for each step. */
    PLAIN,
    OFF
}
