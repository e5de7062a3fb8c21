package org.nestlab.internal.explain;

import java.util.Map;
import java.util.TreeMap;
import org.nestlab.machine.Machine;

/** The settings of a kernel that runs KVM that explain most exits of its guests. */
final class KernelState {

    private static final String SCRIPT = """
            for module in kvm_amd kvm_intel; do
              [ -d /sys/module/$module ] || continue
              echo "$module=loaded"
              for p in npt avic vgif vls nrips nested ept enable_apicv enable_shadow_vmcs flexpriority; do
                f=/sys/module/$module/parameters/$p
                [ -r $f ] && echo "$p=$(cat $f)"
              done
            done
            echo "clocksource=$(cat /sys/devices/system/clocksource/clocksource0/current_clocksource 2>/dev/null)"
            echo "thp=$(sed 's/.*\\[\\(.*\\)\\].*/\\1/' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null)"
            """;

    private KernelState() {}

    /** For example {@code {kvm_amd=loaded, npt=Y, avic=N, clocksource=kvm-clock, thp=always}}. */
    static Map<String, String> of(Machine kernel) {
        Map<String, String> state = new TreeMap<>();
        kernel.run(SCRIPT).stdout().lines().forEach(line -> {
            int sign = line.indexOf('=');
            if (sign > 0 && sign + 1 < line.length()) {
                state.put(line.substring(0, sign), line.substring(sign + 1));
            }
        });
        return state;
    }
}
