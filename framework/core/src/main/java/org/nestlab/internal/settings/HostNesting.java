package org.nestlab.internal.settings;

/** What may be done where the host's KVM module has nesting off. */
public enum HostNesting {
    /** Report it, with the remedy. */
    CHECK,
    /** Switch it on, and put it back afterwards. */
    ENABLE
}
