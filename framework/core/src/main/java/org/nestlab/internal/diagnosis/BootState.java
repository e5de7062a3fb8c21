package org.nestlab.internal.diagnosis;

/** How far a guest has come since the lab started it or reset it. */
public enum BootState {
    BOOTING,
    READY,
    /** It was ready, and then began another boot that the lab did not ask for. */
    BOOTED_AGAIN
}
