package org.nestlab.internal.exact.cost;

/** What is measured of a machine. */
public enum Subject {

    /** Exits of a small guest: of one of L1, and of one of L2. */
    EXITS,

    /** Requests of programs to L2, a Linux, and to L3, a Linux inside it: a page of a disk or a pipe, and a process. */
    REQUESTS
}
