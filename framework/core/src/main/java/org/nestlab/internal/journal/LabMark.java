package org.nestlab.internal.journal;

import java.util.Locale;

/**
 * What a journal says of the lab itself, beside what the lab creates; the word in its line is the name in lower case.
 */
public enum LabMark {
    /** All its guests are ready. */
    UP,
    /** Its guests are being saved to a snapshot, and it goes when that is done. */
    FREEZING,
    /** The snapshot is complete. */
    FROZEN,
    /** It stays without an owner. */
    KEPT,
    /** A later run has become its owner. */
    TAKEN_OVER,
    /** A process has begun to take it down. */
    TAKEDOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
