package org.nestlab.internal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.exact.cost.Costs;
import org.nestlab.internal.exact.cost.Measured;
import org.nestlab.spec.KernelSource;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine;

/**
 * {@code nestlab exact} on kernels that are text: {@code cpuid 37514} is what an exit of L3 costs on one,
 * {@code panics} and {@code unusable}
 * are what becomes of others.
 */
public final class PreparedKernels {

    private PreparedKernels() {}

    public static void main(String[] arguments) {
        CommandLine line = NestlabCommand.commandLine();
        ExactCommand command =
                new ExactCommand((settings, limit, subject, reasons, progress) -> PreparedKernels::measure);
        line.addSubcommand("prepared", command);
        System.exit(line.execute(arguments));
    }

    private static Measured measure(MachineSpec machine) {
        String[] words = text(machine.kernel().source()).split(" ", -1);
        return switch (words[0]) {
            case "cpuid" ->
                new Measured.Figures(
                        Costs.with(Costs.real(), "L3:cpuid", was -> Long.parseLong(words[1]), 0), List.of(), "");
            case "panics" -> new Measured.Nothing(Outcome.DOES_NOT_WORK, "L1 panicked", "");
            default -> throw new LabConfigurationException("%s has no KVM".formatted(machine));
        };
    }

    private static String text(KernelSource source) {
        try {
            KernelSource.Parts parts = (KernelSource.Parts) source;
            return Files.isDirectory(parts.modules())
                    ? Files.readString(parts.kernel()).strip()
                    : "unusable";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
