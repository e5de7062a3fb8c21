package org.nestlab.internal.diagnosis;

/** The answer to a question that may itself go unanswered. */
public enum Answer {
    YES,
    NO,
    /** There was no one to ask, or no time left: it proves nothing. */
    UNTOLD;

    public static Answer of(boolean yes) {
        return yes ? YES : NO;
    }
}
