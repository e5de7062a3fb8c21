package org.nestlab.internal.exact.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.exact.MachineFacts;
import org.nestlab.internal.exact.machine.Serial;

/**
 * Reads the facts of a level from the lines of a serial line. Facts that a line of the kernel has garbled are left out.
 */
final class FactReader {

    // nestlab-fact parameter kvm_intel.ept Y
    private static final Pattern FACT = Pattern.compile("nestlab-fact ([a-z]{1,20}+) (.*)");
    // nestlab-exits 1 exit level=L3 kind=cpuid samples=200 first=… #0123abcd
    private static final Pattern EXIT =
            Pattern.compile("nestlab-exits \\d{1,3}+ exit level=(L\\d)\\b.* kind=([a-z0-9-]{1,30}+) .*");

    private String kernel = "";
    private boolean device;
    private String hypervisor = "";
    private final Set<String> flags = new LinkedHashSet<>();
    private final SortedMap<String, String> parameters = new TreeMap<>();
    private final List<String> exits = new ArrayList<>();

    private FactReader() {}

    static MachineFacts ofL1(List<String> lines) {
        return new FactReader()
                .read(lines.stream().filter(line -> !Serial.isOfL2(line)).toList(), "L2");
    }

    static MachineFacts ofL2(List<String> lines) {
        return new FactReader()
                .read(lines.stream().flatMap(line -> Serial.ofL2(line).stream()).toList(), "L3");
    }

    /** @param guests the level of its guests */
    private MachineFacts read(List<String> lines, String guests) {
        for (String line : lines) {
            Matcher fact = FACT.matcher(line);
            if (fact.matches()) {
                take(fact.group(1), fact.group(2).strip());
                continue;
            }
            Matcher exit = EXIT.matcher(line);
            if (exit.matches() && exit.group(1).equals(guests)) {
                exits.add(exit.group(2));
            }
        }
        return MachineFacts.of(kernel, device, flags, parameters, hypervisor, exits);
    }

    private void take(String key, String value) {
        switch (key) {
            case "release" -> kernel = value;
            case "device" -> device = value.equals("yes");
            case "hypervisor" -> hypervisor = value;
            case "flags" -> flags.addAll(List.of(value.split("\\s++", -1)));
            case "parameter" -> {
                int blank = value.indexOf(' ');
                if (blank > 0) {
                    parameters.put(value.substring(0, blank), value.substring(blank + 1));
                }
            }
            default -> {
                // a fact of a later version of the scripts
            }
        }
    }
}
