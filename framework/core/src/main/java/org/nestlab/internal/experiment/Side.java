package org.nestlab.internal.experiment;

/** The two machines of an experiment. */
public enum Side {
    /** The one that is judged. */
    SUBJECT,
    /** The machine that it is compared with. */
    REFERENCE;

    Side other() {
        return this == SUBJECT ? REFERENCE : SUBJECT;
    }
}
