package org.nestlab.internal.diagnosis;

/** The answer to a question that may itself go unanswered. */
public enum Answer {
    YES,
    NO,
    /** Nobody could be asked, or not in time: it proves nothing. */
    UNTOLD;

    public static Answer of(boolean yes) {
        return yes ? YES : NO;
    }
}
