package org.nestlab.internal.cli;

/** What the command line ends with. */
final class ExitStatus {

    static final int READY = 0;
    static final int NOT_READY = 1;
    static final int USAGE = 2;

    private ExitStatus() {}
}
