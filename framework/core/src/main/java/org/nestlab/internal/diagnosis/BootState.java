package org.nestlab.internal.diagnosis;

/** How far a guest has come since the lab started or reset it. */
public enum BootState {
    BOOTING,
    READY,
    /** It was ready, and has begun another boot that the lab did not ask for. */
    BOOTED_AGAIN
}
