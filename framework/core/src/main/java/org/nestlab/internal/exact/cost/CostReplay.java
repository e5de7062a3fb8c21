package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nestlab.exact.CpuFeature;
import org.nestlab.exact.MachineSpec;
import org.nestlab.machine.Command;
import org.nestlab.spec.KernelSpec.Swapped;

/**
 * The command that measures one machine again. The machine's files were removed with it, so the emulator's own command
 * would not work.
 */
final class CostReplay {

    private CostReplay() {}

    /** {@code nestlab exact --vendor intel --candidate L1.kernel=image --seeds 7}. */
    static String command(MachineSpec machine, Subject subject) {
        List<String> words = new ArrayList<>(
                List.of("nestlab", "exact", "--vendor", machine.vendor().word()));
        for (String entry : stack(machine)) {
            words.add("--candidate");
            words.add(entry);
        }
        if (!machine.mitigations()) {
            words.add("--mitigations");
            words.add("off");
        }
        if (subject == Subject.REQUESTS) {
            words.add("--io");
        }
        words.add("--seeds");
        words.add(Integer.toString(machine.seed()));
        return words.stream().map(Command::quote).collect(Collectors.joining(" "));
    }

    /** The machine as entries of a stack, without its seed and mitigations, for which there are no entries. */
    static List<String> stack(MachineSpec machine) {
        List<String> entries = new ArrayList<>();
        kernel(entries, "L1", machine.kernel());
        kernel(entries, "L2", machine.innerKernel());
        if (!machine.cpuModel().isEmpty()) {
            entries.add(machine.cpuFeatures().stream()
                    .map(CpuFeature::toString)
                    .collect(Collectors.joining(" ", "L1.cpu=" + machine.cpuModel() + " ", ""))
                    .strip());
        }
        return entries;
    }

    private static void kernel(List<String> entries, String level, Swapped kernel) {
        if (!kernel.source().equals(MachineSpec.DEFAULT_KERNEL)) {
            entries.add("%s.kernel=%s".formatted(level, kernel.source().text()));
        }
        if (!kernel.arguments().isEmpty()) {
            entries.add("%s.cmdline=%s".formatted(level, kernel.arguments()));
        }
    }
}
