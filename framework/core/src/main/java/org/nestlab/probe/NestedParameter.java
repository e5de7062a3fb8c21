package org.nestlab.probe;

import java.util.Optional;
import org.apiguardian.api.API;
import org.nestlab.machine.Machine;

/**
 * The {@code nested} parameter of the machine's KVM module: whether its guests are shown the virtualization extension.
 *
 * @param module {@code kvm_intel} or {@code kvm_amd}, empty where the module for this CPU is not in the kernel
 * @param builtIn whether the module is part of the kernel's own file: it then takes the value from the kernel command
 *     line only
 * @param raw what the file holds, for example {@code Y}, {@code 1}; empty where there is none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NestedParameter(Optional<String> module, boolean builtIn, ParameterState state, String raw) {

    static final String SCRIPT = ModuleParameter.script("nested", "nested");

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; an absent module is not an error
     */
    public static NestedParameter of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    public boolean isOn() {
        return state == ParameterState.ON;
    }

    static NestedParameter parse(String output) {
        ModuleParameter parameter = ModuleParameter.parse(output);
        return new NestedParameter(parameter.module(), parameter.builtIn(), parameter.state(), parameter.raw());
    }
}
