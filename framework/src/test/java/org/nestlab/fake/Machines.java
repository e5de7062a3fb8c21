package org.nestlab.fake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineFacts;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.MeasuredCosts;

/** Exact machines that were never booted. */
public final class Machines {

    private static final Set<String> FLAGS = Set.of("svm", "npt", "vmx", "ept", "vpid");
    private static final SortedMap<String, String> PARAMETERS = new TreeMap<>(Map.of("kvm_intel.ept", "Y"));

    private Machines() {}

    /** One that did everything right, but for what the guests of L2 made. */
    public static BootedMachine that(MachineSpec spec, List<String> guestExits) {
        return of(
                spec,
                MachineFacts.of("6.99", true, FLAGS, PARAMETERS, "", List.of("cpuid")),
                MachineFacts.of("6.98", true, FLAGS, PARAMETERS, "KVM", guestExits));
    }

    public static BootedMachine of(MachineSpec spec, MachineFacts l1, MachineFacts l2) {
        return BootedMachine.of(
                spec,
                "an emulator",
                "its script ended with status 0",
                true,
                l1,
                l2,
                List.of("a line"),
                List.of(),
                List.of(),
                Duration.ofSeconds(14),
                Duration.ofSeconds(28),
                MeasuredCosts.notAsked());
    }
}
