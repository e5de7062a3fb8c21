package org.nestlab.internal.diagnosis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Samples of a guest's CPUs from outside. Each sample begins with a line {@link Pulse#LOOK}. */
final class CpuSamples {

    // Timer   DCR=0x3 (divide by 16) initial_count = 62500 current_count = 3021     (info lapic)
    private static final Pattern TIMER = Pattern.compile("initial_count = (\\d{1,20})");
    // LVTT  0x000000ec active-hi edge                 one-shot     Fixed  (vec 236)
    private static final Pattern ONE_SHOT = Pattern.compile("LVTT\\b[^\n]*\\bone-shot\\b");
    // RIP=ffffffff81a17a0b RFL=00000202 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=1    (info registers -a, a line for each
    // CPU)
    private static final Pattern CPU = Pattern.compile("(?:\\bCPL=([0-3]) [^\n]{0,80})?\\bHLT=([01])\\b");
    //   vcpu.0.halt_exits.sum=5123     (virsh domstats --vcpu, where KVM runs the guest)
    private static final Pattern HALTS = Pattern.compile("vcpu\\.(\\d{1,4})\\.halt_exits\\.sum=(\\d{1,20})");

    //   vcpu.0.irq_injections.sum=40211     (the same)
    private static final Pattern INTERRUPTS = Pattern.compile("vcpu\\.(\\d{1,4})\\.irq_injections\\.sum=(\\d{1,20})");

    /** The privilege level of a program; the kernel's is 0. */
    private static final String PROGRAM = "3";

    private final Set<String> timers = new LinkedHashSet<>();
    private final Map<String, Set<String>> halts = new TreeMap<>();
    private final Map<String, Set<String>> interrupts = new TreeMap<>();
    private final Set<Integer> halted = new HashSet<>();
    private final Map<Integer, Integer> inPrograms = new HashMap<>();
    private boolean awake;
    private int number;
    private int oneShots;
    private int cpus;

    CpuSamples(String text) {
        for (String look : text.split(Pulse.LOOK, -1)) {
            int seen = cpus(look);
            if (seen == 0) {
                continue; // what stands before the first look, or one that was cut short
            }
            number++;
            cpus = Math.max(cpus, seen);
            oneShots += ONE_SHOT.matcher(look).find() ? 1 : 0;
            // That of the first CPU; the others' may follow, and differ from it.
            Matcher timer = TIMER.matcher(look);
            if (timer.find()) {
                timers.add(timer.group(1));
            }
            counts(HALTS.matcher(look), halts);
            counts(INTERRUPTS.matcher(look), interrupts);
        }
    }

    /** By CPU. */
    private static void counts(Matcher count, Map<String, Set<String>> seen) {
        while (count.find()) {
            seen.computeIfAbsent(count.group(1), k -> new HashSet<>()).add(count.group(2));
        }
    }

    private int cpus(String look) {
        int cpu = 0;
        for (Matcher state = CPU.matcher(look); state.find(); cpu++) {
            if (state.group(2).equals("1")) {
                halted.add(cpu);
            } else {
                awake = true;
                inPrograms.merge(cpu, PROGRAM.equals(state.group(1)) ? 1 : 0, Integer::sum);
            }
        }
        return cpu;
    }

    int number() {
        return number;
    }

    /** Whether KVM counts events of its CPUs. */
    boolean countsHalts() {
        return !halts.isEmpty();
    }

    boolean everyCpuWokeUp() {
        return everyCountMoved(halts);
    }

    private static boolean everyCountMoved(Map<String, Set<String>> counts) {
        return !counts.isEmpty() && counts.values().stream().allMatch(count -> count.size() > 1);
    }

    boolean noCpuWokeUp() {
        return halts.values().stream().allMatch(counts -> counts.size() == 1);
    }

    boolean everyCpuHalted() {
        return halted.size() == cpus;
    }

    boolean noCpuWasAwake() {
        return !awake;
    }

    boolean timerWasSet() {
        return timers.size() > 1;
    }

    /**
     * A timer that KVM emulates cannot be read. Its interrupts are counted unless the hardware delivers them by itself.
     */
    boolean timersRun() {
        return timerWasSet() || everyCountMoved(interrupts);
    }

    /** A timer that reads 0 is not in use. A timer that a booting kernel has set to repeat is never set again. */
    boolean timerStands() {
        return timers.size() == 1 && !timers.contains("0") && oneShots == number;
    }

    /** Whether no CPU halted, and each CPU was running a program in more than half of the samples. */
    boolean everyCpuIsInPrograms() {
        return halted.isEmpty()
                && inPrograms.size() == cpus
                && inPrograms.values().stream().allMatch(times -> 2 * times > number);
    }
}
