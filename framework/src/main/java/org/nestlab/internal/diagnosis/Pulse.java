package org.nestlab.internal.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a kernel that answers nobody still runs, as its CPUs tell from outside. */
public enum Pulse {
    /** Its timers run, and every CPU was seen to halt: it lives and has nothing to do. */
    IDLES,
    /** Its timers run, and some CPU is always busy: it lives, and may still be stuck. */
    TICKS,
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

    // Timer   DCR=0x3 (divide by 16) initial_count = 62500 current_count = 3021     (info lapic)
    private static final Pattern TIMER = Pattern.compile("initial_count = (\\d{1,20})");
    // LVTT  0x000000ec active-hi edge                 one-shot     Fixed  (vec 236)
    private static final Pattern ONE_SHOT = Pattern.compile("LVTT\\b[^\n]*\\bone-shot\\b");
    // RIP=ffffffff81a17a0b RFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=1    (info registers -a, a line for each
    // CPU)
    private static final Pattern HALTED = Pattern.compile("\\bHLT=([01])\\b");
    //   vcpu.0.halt_exits.sum=5123     (virsh domstats --vcpu, where KVM runs the guest)
    private static final Pattern HALTS = Pattern.compile("vcpu\\.(\\d{1,4})\\.halt_exits\\.sum=(\\d{1,20})");

    /**
     * Reads what looks a second apart have seen, each begun by a line {@link #LOOK}: the timer of the first CPU, the registers of
     * all, and KVM's counters where there are any.
     */
    public static Pulse of(String text) {
        Set<String> timers = new LinkedHashSet<>();
        List<Boolean> awake = new ArrayList<>();
        Map<String, Set<String>> halts = new TreeMap<>();
        Set<Integer> halted = new LinkedHashSet<>();
        int looks = 0;
        int oneShots = 0;
        int cpus = 0;
        for (String look : text.split(LOOK, -1)) {
            int cpu = 0;
            for (Matcher state = HALTED.matcher(look); state.find(); cpu++) {
                boolean halt = state.group(1).equals("1");
                awake.add(!halt);
                if (halt) {
                    halted.add(cpu);
                }
            }
            if (cpu == 0) {
                continue; // what stands before the first look, or one that was cut short
            }
            looks++;
            oneShots += ONE_SHOT.matcher(look).find() ? 1 : 0;
            cpus = Math.max(cpus, cpu);
            for (Matcher timer = TIMER.matcher(look); timer.find(); ) {
                timers.add(timer.group(1));
            }
            for (Matcher count = HALTS.matcher(look); count.find(); ) {
                halts.computeIfAbsent(count.group(1), k -> new LinkedHashSet<>())
                        .add(count.group(2));
            }
        }
        boolean everyCpuWokeUp = !halts.isEmpty() && halts.values().stream().allMatch(counts -> counts.size() > 1);
        if (everyCpuWokeUp) {
            return IDLES;
        }
        if (timers.size() > 1) {
            return halted.size() == cpus ? IDLES : TICKS;
        }
        boolean someCpuWokeUp = halts.values().stream().anyMatch(counts -> counts.size() > 1);
        boolean allHalted = awake.stream().noneMatch(Boolean::booleanValue);
        // A timer that reads 0 is not in use, and one that a booting kernel has set to come again and again is never
        // set anew. KVM tells of halts alone: a CPU that is busy may be doing its work.
        boolean timerStands = timers.size() == 1 && !timers.contains("0") && oneShots == looks;
        boolean nothingMoves = halts.isEmpty() ? timerStands : allHalted && !someCpuWokeUp;
        return looks >= LOOKS && nothingMoves ? STILL : UNTOLD;
    }
}
