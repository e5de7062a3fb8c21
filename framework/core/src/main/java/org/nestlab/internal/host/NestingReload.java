package org.nestlab.internal.host;

import org.nestlab.ProvisioningException;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Machine;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.ParameterState;

/** Reloads a KVM module with another value of {@code nested}, and verifies the value. */
final class NestingReload {

    private NestingReload() {}

    static void run(Machine machine, String module, boolean loaded, String value) {
        // Both spellings of the wanted state are right: which one is read back depends on the kernel.
        ParameterState wanted = ParameterState.of(value);
        String device = machine.run(NestingCommands.device()).orThrow().text();
        if (loaded) {
            demand(machine, "unload " + module, machine.run(NestingCommands.unload(module)));
        }
        demand(
                machine,
                "load %s nested=%s".formatted(module, value),
                machine.run(NestingCommands.load(module, value, device)));
        NestedParameter seen = NestedParameter.of(machine);
        if (seen.state() != wanted) {
            throw new ProvisioningException(
                    "%s: %s was loaded with nested=%s but shows '%s' (%s). Expected: %s. Look into dmesg; another setting under /etc/modprobe.d may win"
                            .formatted(machine.label(), module, value, seen.raw(), seen.state(), wanted));
        }
    }

    static void demand(Machine machine, String step, CommandResult result) {
        if (!result.succeeded()) {
            throw new ProvisioningException(
                    "%s: could not %s: exit status %d, %s. Expected: status 0. Commands run as root or through `sudo -n`; `lsmod` shows who uses the module, dmesg why it refuses"
                            .formatted(machine.label(), step, result.exitStatus(), words(result)));
        }
    }

    private static String words(CommandResult result) {
        return result.stderr().isBlank() ? "no words" : result.stderr().strip();
    }
}
