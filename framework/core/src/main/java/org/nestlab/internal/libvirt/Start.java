package org.nestlab.internal.libvirt;

/** How a domain is started. */
public enum Start {
    /** Libvirt destroys it when the connection goes, so that a killed JVM leaves none behind. */
    AUTODESTROY(2);

    private final int flag;

    Start(int flag) {
        this.flag = flag;
    }

    static int flags(Start... how) {
        int flags = 0;
        for (Start start : how) {
            flags |= start.flag;
        }
        return flags;
    }
}
