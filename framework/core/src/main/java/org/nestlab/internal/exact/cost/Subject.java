package org.nestlab.internal.exact.cost;

/** What of a machine is measured. */
public enum Subject {

    /** Exits of a small guest: of one of L1, and of one of L2. */
    EXITS,

    /** What programs ask of a Linux, L2, and of a Linux in it, L3: a page of a disk or a pipe, and a process. */
    REQUESTS
}
