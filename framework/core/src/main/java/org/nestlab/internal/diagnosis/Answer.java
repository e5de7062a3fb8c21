package org.nestlab.internal.diagnosis;

/** The answer to a question that may get none. */
public enum Answer {
    YES,
    NO,
    /** Nothing could be asked, or the time was over; proves nothing. */
    UNTOLD;

    public static Answer of(boolean yes) {
        return yes ? YES : NO;
    }
}
