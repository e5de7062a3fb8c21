package org.nestlab.probe;

import java.util.Optional;
import org.apiguardian.api.API;
import org.nestlab.machine.Machine;

/**
 * Whether the machine's KVM uses nested paging (EPT or NPT) for its guests: what the CPU shows ({@link
 * VirtExtension#nestedPaging()}) and what the module makes of it are two facts.
 *
 * @param module {@code kvm_intel} or {@code kvm_amd}, empty where the module for this CPU is not in the kernel
 * @param raw what the parameter {@code ept} or {@code npt} holds; empty where there is none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NestedPaging(Optional<String> module, ParameterState state, String raw) {

    static final String SCRIPT = ModuleParameter.script("ept", "npt");

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; an absent module is not an error
     */
    public static NestedPaging of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    public boolean isOn() {
        return state == ParameterState.ON;
    }

    static NestedPaging parse(String output) {
        ModuleParameter parameter = ModuleParameter.parse(output);
        return new NestedPaging(parameter.module(), parameter.state(), parameter.raw());
    }
}
