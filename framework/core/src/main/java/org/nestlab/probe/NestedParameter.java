package org.nestlab.probe;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * The {@code nested} parameter of the machine's KVM module: whether its guests are shown the virtualization extension.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NestedParameter {

    static final String SCRIPT = ModuleParameter.script("nested", "nested");

    private final ModuleParameter parameter;

    private NestedParameter(ModuleParameter parameter) {
        this.parameter = parameter;
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; an absent module is not an error
     */
    public static NestedParameter of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    /** {@code kvm_intel} or {@code kvm_amd}; empty where the module for this CPU is not in the kernel. */
    public Optional<String> module() {
        return Optional.ofNullable(parameter.module());
    }

    /**
     * Whether the module is part of the kernel's own file: it then takes the value from the kernel command line only.
     */
    public boolean builtIn() {
        return parameter.builtIn();
    }

    /** What the parameter says, and whether it could be read. */
    public ParameterState state() {
        return parameter.state();
    }

    /** What the file holds, for example {@code Y}, {@code 1}; empty where there is none. */
    public String raw() {
        return parameter.raw();
    }

    /** Whether KVM lets its guests run guests. */
    public boolean isOn() {
        return state() == ParameterState.ON;
    }

    static NestedParameter parse(String output) {
        return new NestedParameter(ModuleParameter.parse(output));
    }

    private ValueProperties properties() {
        return ValueProperties.of(NestedParameter.class)
                .and("module", parameter.module())
                .and("builtIn", parameter.builtIn())
                .and("state", parameter.state())
                .and("raw", parameter.raw());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NestedParameter same && properties().equals(same.properties());
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
