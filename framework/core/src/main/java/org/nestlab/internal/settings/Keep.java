package org.nestlab.internal.settings;

/** Which labs stay up when their tests are done. */
public enum Keep {
    NEVER,
    ON_FAILURE,
    ALWAYS
}
