package org.nestlab.internal.diagnosis;

/** Whether a kernel that does not answer still runs, judged from samples of its CPUs. */
public enum Pulse {
    /** Its timers run, and every CPU was seen to halt: it lives and has nothing to do. */
    IDLES,
    /** Its timers run, and some CPU is always busy: it lives, and may still be stuck. */
    TICKS,
    /** As {@link #TICKS}, and every CPU was running a program in most samples, so the kernel itself is not stuck. */
    COMPUTES,
    /** Over several seconds no timer was set and no CPU woke up. */
    STILL,
    /** Unknown. */
    UNTOLD;

    /** Fewer samples prove nothing, because an idle kernel may sleep for some seconds. */
    static final int LOOKS = 5;

    /** How many samples are taken; one of them may be cut short. */
    public static final int LOOKS_TAKEN = LOOKS + 1;

    /** The line before each sample. */
    public static final String LOOK = "== look";

    /**
     * Reads samples that were taken a second apart, each after a line {@link #LOOK}: the local APIC of the first CPU or
     * of each, the registers of all, and KVM's counters if there are any.
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
