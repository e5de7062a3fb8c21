package org.nestlab.internal.diagnosis;

/** Whether a kernel that does not answer still runs, judged by its CPUs from outside. */
public enum Pulse {
    /** Its timers run, and every CPU was seen to halt: it lives and has nothing to do. */
    IDLES,
    /** Its timers run, and some CPU is always busy: it lives, and may still be stuck. */
    TICKS,
    /** As {@link #TICKS}, and at most of the looks every CPU was in a program: the kernel is not stuck in itself. */
    COMPUTES,
    /** Over several seconds no timer was set and no CPU woke up. */
    STILL,
    /** Not to be told. */
    UNTOLD;

    /** Fewer looks than this prove nothing: an idle kernel may sleep for some seconds. */
    static final int LOOKS = 5;

    /** How many looks are taken, so that one may be cut short. */
    public static final int LOOKS_TAKEN = LOOKS + 1;

    /** What stands before each look. */
    public static final String LOOK = "== look";

    /**
     * Reads what looks a second apart have seen, each begun by a line {@link #LOOK}: the local APIC of the first CPU,
     * or of each, the registers of all, and KVM's counters where there are any.
     */
    public static Pulse of(String text) {
        CpuSamples looks = new CpuSamples(text);
        boolean enough = looks.number() >= LOOKS;
        if (looks.everyCpuWokeUp() || (looks.timerWasSet() && looks.everyCpuHalted())) {
            return IDLES;
        }
        // KVM tells of halts alone: a CPU that is busy may be doing its work.
        boolean nothingMoves = looks.countsHalts() ? looks.noCpuWasAwake() && looks.noCpuWokeUp() : looks.timerStands();
        if (looks.timersRun()) {
            return enough && looks.everyCpuIsInPrograms() ? COMPUTES : TICKS;
        }
        return enough && nothingMoves ? STILL : UNTOLD;
    }
}
