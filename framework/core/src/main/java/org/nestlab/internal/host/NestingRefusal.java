package org.nestlab.internal.host;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.host.KvmModules.Module;
import org.nestlab.machine.Machine;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.ParameterState;

/** Finds out why the nesting of a machine must not be switched now, before anything is changed. */
final class NestingRefusal {

    private NestingRefusal() {}

    static void check(Machine machine, String module, NestedParameter now, boolean on) {
        if (now.builtIn()) {
            throw refusal(
                    machine,
                    module,
                    "it is built into the kernel",
                    "a module that can be loaded anew",
                    "Add %s.nested=%d to the kernel command line and reboot".formatted(module, on ? 1 : 0));
        }
        if (now.state() == ParameterState.PARAMETER_ABSENT) {
            throw refusal(
                    machine,
                    module,
                    "it has no parameter nested",
                    "that parameter",
                    "Boot a kernel whose KVM can nest");
        }
        KvmModules modules = KvmModules.of(machine);
        if (modules.find(module).isEmpty()) {
            throw refusal(
                    machine,
                    module,
                    "the kernel does not have it",
                    "the module on disk",
                    "Boot a kernel that has it, as Debian's linux-image-amd64 does");
        }
        List<String> users = new ArrayList<>(modules.users());
        modules.find(module).map(Module::holders).ifPresent(users::addAll);
        long references = modules.find(module).map(Module::references).orElse(0L);
        if (references > 0 || !users.isEmpty()) {
            throw refusal(
                    machine,
                    module,
                    "it is in use by %s (%d references)"
                            .formatted(users.isEmpty() ? "an unknown user" : String.join(", ", users), references),
                    "no users",
                    "Shut those guests down first; Nestlab never does it for you");
        }
    }

    private static HostNotCapableException refusal(
            Machine machine, String module, String observed, String wanted, String remedy) {
        return new HostNotCapableException("%s: nested of %s cannot be switched: %s. Expected: %s. %s"
                .formatted(machine.label(), module, observed, wanted, remedy));
    }
}
