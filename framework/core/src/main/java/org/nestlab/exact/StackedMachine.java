package org.nestlab.exact;

import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.KernelSource;
import org.nestlab.stack.Stack;
import org.nestlab.stack.StackEntry;
import org.nestlab.stack.StackValue;

/** A machine on a stack, entry by entry. */
final class StackedMachine {

    private StackedMachine() {}

    static MachineSpec of(MachineSpec machine, Stack stack) {
        MachineSpec changed = machine;
        // The kernel's entry does not replace the command line here, so the order does not matter.
        for (StackEntry entry : stack.entries().values()) {
            changed = with(changed, entry);
        }
        return changed;
    }

    private static MachineSpec with(MachineSpec machine, StackEntry entry) {
        StackValue value = entry.value();
        boolean outer = entry.level().equals(Level.L1);
        if (!outer && !entry.level().equals(Level.L2)) {
            throw refused(entry, "its levels are L1 and L2");
        }
        if (value instanceof StackValue.ImageKernel) {
            return kernel(machine, outer, MachineSpec.DEFAULT_KERNEL);
        }
        if (value instanceof StackValue.OtherKernel other) {
            return kernel(machine, outer, other.source());
        }
        if (value instanceof StackValue.CommandLine line) {
            return arguments(machine, outer, line.words());
        }
        if (value instanceof StackValue.Parameter parameter) {
            return arguments(machine, outer, parameter.name() + "=" + parameter.value());
        }
        if (value instanceof StackValue.Nesting nesting) {
            return arguments(
                    machine, outer, "%s.nested=%d".formatted(machine.vendor().module(), nesting.on() ? 1 : 0));
        }
        if (value instanceof StackValue.Cpu cpu && outer) {
            return cpu(machine, entry, cpu.mode());
        }
        throw refused(entry, "it has a kernel on each level and a CPU, and no image, hypervisor or CPU of L2");
    }

    private static MachineSpec kernel(MachineSpec machine, boolean outer, KernelSource source) {
        return outer ? machine.withKernel(source) : machine.withInnerKernel(source);
    }

    private static MachineSpec arguments(MachineSpec machine, boolean outer, String words) {
        return outer ? machine.addArguments(words) : machine.addInnerArguments(words);
    }

    private static MachineSpec cpu(MachineSpec machine, StackEntry entry, CpuMode mode) {
        if (!(mode instanceof CpuMode.Custom custom)) {
            throw refused(entry, "there is no CPU of the host in it, expected a model");
        }
        MachineSpec changed = machine.withCpuModel(custom.model());
        for (CpuMode.Feature feature : custom.features()) {
            changed = feature.required()
                    ? changed.addCpuFeature(feature.name())
                    : changed.addMissingCpuFeature(feature.name());
        }
        return changed;
    }

    private static LabConfigurationException refused(StackEntry entry, String why) {
        return new LabConfigurationException("an exact machine cannot have %s: %s".formatted(entry.text(), why));
    }
}
