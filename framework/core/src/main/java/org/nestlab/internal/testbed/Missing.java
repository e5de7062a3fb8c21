package org.nestlab.internal.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.workload.Needs;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** Compares what a workload needs with what machines have. */
final class Missing {

    private Missing() {}

    /** A sentence for each thing that is not there. */
    static List<String> on(List<? extends Testbed> testbeds, Workload workload) {
        Needs needs = workload.needs();
        // The host has one userland, which cannot be measured and be the other end of a connection at the same time.
        boolean hostIsMeasured = testbeds.stream().anyMatch(testbed -> testbed.machine() instanceof Host);
        List<String> missing = new ArrayList<>();
        for (Testbed testbed : testbeds) {
            String label = testbed.machine().label();
            if (testbed.cpus() < needs.cpus()) {
                missing.add("%s: %s needs %d CPUs, and both machines of the comparison have %d only: use withVcpus(%d)"
                        .formatted(label, workload.name(), needs.cpus(), testbed.cpus(), needs.cpus()));
            }
            if (needs.scratchDisk() && testbed.scratchDisk().isEmpty()) {
                missing.add(
                        "%s: %s writes to a scratch disk, and the lab has none that both machines see: use LabSpec.withSharedScratchDisk(1)"
                                .formatted(label, workload.name()));
            }
            if (!needs.onParent().isEmpty()) {
                onParent(testbed, workload, hostIsMeasured).ifPresent(missing::add);
            }
            List<String> programs = absent(testbed::run, needs.programs());
            if (!programs.isEmpty()) {
                missing.add(
                        "%s: %s needs %s, not found on the PATH of its userland: use an image that has it, as ImageSpec.embedded()"
                                .formatted(label, workload.name(), String.join(", ", programs)));
            }
        }
        return missing;
    }

    private static Optional<String> onParent(Testbed testbed, Workload workload, boolean hostIsMeasured) {
        if (!(testbed.machine() instanceof Guest guest)) {
            return Optional.of(
                    "%s: %s measures a guest against the machine that runs it, and no hypervisor runs this one: compare guests only"
                            .formatted(testbed.machine().label(), workload.name()));
        }
        if (hostIsMeasured) {
            return Optional.empty();
        }
        List<String> programs = absent(testbed::runOnParent, workload.needs().onParent());
        return programs.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: %s of %s needs %s there too, not found on the PATH of its userland: use an image that has it, as ImageSpec.embedded()"
                                .formatted(
                                        guest.parent().label(),
                                        workload.name(),
                                        guest.label(),
                                        String.join(", ", programs)));
    }

    private static List<String> absent(Function<Command, CommandResult> userland, List<String> programs) {
        if (programs.isEmpty()) {
            return List.of();
        }
        String words = String.join(" ", programs.stream().map(Command::quote).toList());
        return userland.apply(Command.shell(
                        "for p in %s; do command -v \"$p\" >/dev/null || echo \"$p\"; done".formatted(words)))
                .orThrow()
                .stdout()
                .lines()
                .toList();
    }
}
