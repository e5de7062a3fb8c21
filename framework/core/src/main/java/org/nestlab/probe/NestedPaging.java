package org.nestlab.probe;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * Whether the machine's KVM uses nested paging (EPT or NPT) for its guests: what the CPU shows ({@link
 * VirtExtension#nestedPaging()}) and what the module makes of it are two facts.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NestedPaging {

    static final String SCRIPT = ModuleParameter.script("ept", "npt");

    private final ModuleParameter parameter;

    private NestedPaging(ModuleParameter parameter) {
        this.parameter = parameter;
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; an absent module is not an error
     */
    public static NestedPaging of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    /** {@code kvm_intel} or {@code kvm_amd}; empty where the module for this CPU is not in the kernel. */
    public Optional<String> module() {
        return Optional.ofNullable(parameter.module());
    }

    /** What the parameter says, and whether it could be read. */
    public ParameterState state() {
        return parameter.state();
    }

    /** What the parameter {@code ept} or {@code npt} holds; empty where there is none. */
    public String raw() {
        return parameter.raw();
    }

    /** Whether KVM uses nested paging. */
    public boolean isOn() {
        return state() == ParameterState.ON;
    }

    static NestedPaging parse(String output) {
        return new NestedPaging(ModuleParameter.parse(output));
    }

    private ValueProperties properties() {
        return ValueProperties.of(NestedPaging.class)
                .and("module", parameter.module())
                .and("state", parameter.state())
                .and("raw", parameter.raw());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NestedPaging same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
