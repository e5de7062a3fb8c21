package org.nestlab.internal.diagnosis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.internal.diagnosis.EmulatorSign.Kind;

/**
 * A CPU that takes no interrupts: it is halted, its interrupts are enabled (IF=1), and its local APIC has one for it,
 * over several seconds. On AMD's CPUs the global interrupt flag can keep it from taking one: CLGI and #VMEXIT clear
 * that flag, STGI sets it (AMD64 Architecture Programmer's Manual, volume 2, 15.17), and QEMU's monitor does not show
 * it.
 *
 * @param cpu its number, from 0
 * @param vectors the interrupts that it was not seen to take, ascending
 * @param registers its state, as QEMU's monitor printed it: {@code RIP=… RFL=… HLT=1}
 * @param looks how often it was looked at, a second or so apart
 */
public record PendingInterrupt(int cpu, Set<Integer> vectors, String registers, int looks) {

    // dumping local APIC state for CPU 0
    private static final Pattern APIC = Pattern.compile("^dumping local APIC state for CPU (\\d{1,4})\\b");
    // Timer	 DCR=0x3 (divide by 16) initial_count = 204661 current_count = 0
    private static final Pattern TIMER = Pattern.compile("\\binitial_count = (\\d{1,20})\\b");
    // SPIV	 0x000001ff APIC enabled, focus=off, spurious vec 255
    private static final Pattern ENABLED = Pattern.compile("^SPIV\\b[^\n]{0,40}\\bAPIC enabled\\b");
    // IRR	 45 236
    private static final Pattern REQUESTS =
            Pattern.compile("^IRR[ \t]++((?:\\d{1,3}(?:\\([a-z]{1,9}\\))?+[ \t]*+)++)$");
    // APR 0x00 TPR 0x10 DFR 0x0f LDR 0x01 PPR 0x10    (QEMU 7.2: LDR 0x01PPR 0x10)
    private static final Pattern PRIORITY = Pattern.compile("PPR 0x([0-9a-f]{2})\\b");
    // RIP=ffffffff81a17a0b RFL=00000246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=1
    private static final Pattern CPU =
            Pattern.compile("^[RE]IP=([0-9a-f]{8,16}) [RE]FL=([0-9a-f]{8,16})\\b[^\n]{0,80}\\bHLT=([01])\\b");

    private static final int INTERRUPTS_ENABLED = 1 << 9;

    /** The bits of a vector above these are its priority, which must be higher than that of the CPU. */
    private static final int PRIORITY_SHIFT = 4;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    public PendingInterrupt {
        vectors = Set.copyOf(vectors);
    }

    /**
     * The first such CPU in what {@link Pulse#of} reads, where that has the local APIC of each. A CPU at work, and one
     * that is not given a processor for a moment, has interrupts pending too, so that nothing may have changed from
     * look to look: neither its registers nor the count that its timer was set to.
     */
    public static Optional<PendingInterrupt> in(String looks) {
        TreeMap<Integer, List<Look>> byCpu = new TreeMap<>();
        int number = 0;
        for (String look : looks.split(Pulse.LOOK, -1)) {
            List<Look> seen = cpus(look);
            number += seen.isEmpty() ? 0 : 1;
            for (Look one : seen) {
                byCpu.computeIfAbsent(one.cpu(), cpu -> new ArrayList<>()).add(one);
            }
        }
        int all = number;
        return byCpu.values().stream()
                .filter(seen -> seen.size() == all && all >= Pulse.LOOKS)
                .flatMap(seen -> stuck(seen).stream())
                .findFirst();
    }

    private static Optional<PendingInterrupt> stuck(List<Look> looks) {
        Look first = looks.get(0);
        Set<Integer> pending = new HashSet<>(first.deliverable());
        looks.forEach(look -> pending.retainAll(look.deliverable()));
        boolean stands = looks.stream().allMatch(look -> look.isHalted() && look.isLike(first));
        return stands && !pending.isEmpty()
                ? Optional.of(new PendingInterrupt(first.cpu(), pending, first.registers(), looks.size()))
                : Optional.empty();
    }

    /**
     * One look at one CPU.
     *
     * @param deliverable the interrupts in its APIC that nothing but the CPU itself keeps back
     */
    private record Look(int cpu, String instruction, long flags, boolean halt, String timer, Set<Integer> deliverable) {

        boolean isHalted() {
            return halt && (flags & INTERRUPTS_ENABLED) != 0;
        }

        boolean isLike(Look other) {
            return instruction.equals(other.instruction) && flags == other.flags && timer.equals(other.timer);
        }

        String registers() {
            return "RIP=%s RFL=%08x HLT=%d".formatted(instruction, flags, halt ? 1 : 0);
        }
    }

    /**
     * Reads a sample of each CPU whose local APIC is in it: the APICs of all CPUs come first, then the registers of
     * all.
     */
    private static List<Look> cpus(String look) {
        TreeMap<Integer, Apic> apics = new TreeMap<>();
        List<Look> cpus = new ArrayList<>();
        Apic apic = new Apic();
        int next = 0;
        for (String line : look.split("\n", -1)) {
            Matcher dump = APIC.matcher(line);
            Matcher state = CPU.matcher(line);
            if (dump.find()) {
                apic = new Apic();
                apics.put(Integer.valueOf(dump.group(1)), apic);
            } else if (state.find()) {
                Apic own = apics.get(next);
                if (own != null) {
                    cpus.add(new Look(
                            next,
                            state.group(1),
                            Long.parseUnsignedLong(state.group(2), 16),
                            state.group(3).equals("1"),
                            own.timer,
                            own.deliverable()));
                }
                next++;
            } else {
                apic.read(line);
            }
        }
        return cpus;
    }

    /** One local APIC while its lines are read. */
    private static final class Apic {
        private final Set<Integer> requests = new TreeSet<>();
        private String timer = "";
        private boolean enabled;
        /** Until this line is read, nothing is deliverable. */
        private int priority = 0xff;

        void read(String line) {
            Matcher count = TIMER.matcher(line);
            Matcher request = REQUESTS.matcher(line);
            Matcher own = PRIORITY.matcher(line);
            if (count.find()) {
                timer = count.group(1);
            } else if (request.find()) {
                NUMBER.matcher(request.group(1))
                        .results()
                        .forEach(vector -> requests.add(Integer.valueOf(vector.group())));
            } else if (own.find()) {
                priority = Integer.parseInt(own.group(1), 16);
            }
            enabled |= ENABLED.matcher(line).find();
        }

        Set<Integer> deliverable() {
            Set<Integer> above = new TreeSet<>(requests);
            above.removeIf(vector -> !enabled || vector >> PRIORITY_SHIFT <= priority >> PRIORITY_SHIFT);
            return above;
        }
    }

    /** The observation in one sentence. */
    public String sentence() {
        List<String> words = new TreeSet<>(vectors)
                .stream().map(vector -> Integer.toString(vector)).toList();
        return "CPU %d takes no interrupts: it is halted with interrupts enabled (%s), and %s %s %s been pending in its local APIC at each of %d looks, a second apart"
                .formatted(
                        cpu,
                        registers,
                        words.size() == 1 ? "interrupt" : "interrupts",
                        String.join(", ", words),
                        words.size() == 1 ? "has" : "have",
                        looks);
    }

    /** The kind of this observation. */
    public EmulatorSign sign() {
        return new EmulatorSign(Kind.NO_INTERRUPTS, sentence());
    }
}
