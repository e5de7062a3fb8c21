package org.nestlab.internal.libvirt;

/** What becomes of a domain's disks when it is migrated. */
public enum MovedDisks {
    /** Those that it writes are sent into images that are there already, on top of the same backing images. */
    SENT(1 << 7),

    /**
     * Both sides have the same files on one machine, whose page cache is one: libvirt, which cannot know that, need not
     * warn.
     */
    SHARED(1 << 9);

    /** VIR_MIGRATE_NON_SHARED_INC or VIR_MIGRATE_UNSAFE. */
    private final int flag;

    MovedDisks(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }
}
