package org.nestlab.internal.bed;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.machine.Command;
import org.nestlab.workload.Needs;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** Compares what a workload needs with what machines have. */
final class Missing {

    private Missing() {}

    /** A sentence for each thing that is not there. */
    static List<String> on(List<? extends Testbed> beds, Workload workload) {
        Needs needs = workload.needs();
        List<String> missing = new ArrayList<>();
        for (Testbed bed : beds) {
            String label = bed.machine().label();
            if (bed.cpus() < needs.cpus()) {
                missing.add("%s: %s needs %d CPUs, and both machines of the comparison have %d only: use withVcpus(%d)"
                        .formatted(label, workload.name(), needs.cpus(), bed.cpus(), needs.cpus()));
            }
            if (needs.scratchDisk() && bed.scratchDisk().isEmpty()) {
                missing.add(
                        "%s: %s writes to a scratch disk, and the lab has none that both machines see: use LabSpec.withSharedScratchDisk(1)"
                                .formatted(label, workload.name()));
            }
            List<String> programs = absent(bed, needs.programs());
            if (!programs.isEmpty()) {
                missing.add(
                        "%s: %s needs %s, not found on the PATH of its userland: use an image that has it, as ImageSpec.embedded()"
                                .formatted(label, workload.name(), String.join(", ", programs)));
            }
        }
        return missing;
    }

    private static List<String> absent(Testbed bed, List<String> programs) {
        if (programs.isEmpty()) {
            return List.of();
        }
        String words = String.join(" ", programs.stream().map(Command::quote).toList());
        return bed.run("for p in %s; do command -v \"$p\" >/dev/null || echo \"$p\"; done".formatted(words))
                .orThrow()
                .stdout()
                .lines()
                .toList();
    }
}
