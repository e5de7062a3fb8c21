package org.nestlab.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code x86/vmexit.c} of kvm-unit-tests prints: how many cycles of the time-stamp counter an operation takes that
 * leaves the guest.
 */
final class VmExitCycles {

    /** The group of the tests that print them. */
    static final String GROUP = "vmexit";

    // cpuid 41223          (two lines more of some:)   ipi x2apic_self_ipi 3011
    private static final Pattern LINE = Pattern.compile("(?:  (ipi|eoi) )?([a-z][a-z0-9_]{1,60}) ([0-9]{1,10})\\s*+");

    private VmExitCycles() {}

    /**
     * Cycles by operation, for example {@code cpuid}, and {@code x2apic_self_ipi.eoi} for a part of one. A count that
     * is not greater than 0 is left out: the program prints one where its own counter overflowed.
     */
    static Map<String, Long> read(String output) {
        Map<String, Long> cycles = new LinkedHashMap<>();
        output.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            long count = Long.parseLong(line.group(3));
            if (count > 0) {
                String part =
                        Optional.ofNullable(line.group(1)).map(it -> "." + it).orElse("");
                cycles.put(line.group(2) + part, count);
            }
        });
        return Collections.unmodifiableMap(cycles);
    }
}
