package org.nestlab.exact;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** What one level of an exact machine said of itself. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MachineFacts {

    private final String kernel;
    private final boolean kvmDevice;
    private final Set<String> flags;
    private final SortedMap<String, String> parameters;
    private final String hypervisor;
    private final List<String> guestExits;

    private MachineFacts(
            String kernel,
            boolean kvmDevice,
            Set<String> flags,
            SortedMap<String, String> parameters,
            String hypervisor,
            List<String> guestExits) {
        this.kernel = kernel;
        this.kvmDevice = kvmDevice;
        this.flags = Set.copyOf(flags);
        this.parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        this.hypervisor = hypervisor;
        this.guestExits = List.copyOf(guestExits);
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static MachineFacts of(
            String kernel,
            boolean kvmDevice,
            Set<String> flags,
            SortedMap<String, String> parameters,
            String hypervisor,
            List<String> guestExits) {
        return new MachineFacts(kernel, kvmDevice, flags, parameters, hypervisor, guestExits);
    }

    /** The release of its kernel, for example {@code 6.1.0-41-cloud-amd64}; empty if it did not boot. */
    public String kernel() {
        return kernel;
    }

    /** Whether there is {@code /dev/kvm}. */
    public boolean kvmDevice() {
        return kvmDevice;
    }

    /** The flags of its CPU, as {@code /proc/cpuinfo} names them. */
    public Set<String> flags() {
        return flags;
    }

    /** The parameters of its KVM's modules by name, for example {@code kvm_intel.ept}; L2 is not asked for them. */
    public SortedMap<String, String> parameters() {
        return parameters;
    }

    /** The hypervisor that its kernel detected, for example {@code KVM}; empty for none. */
    public String hypervisor() {
        return hypervisor;
    }

    /** Kinds of exits, for example {@code cpuid}, that a small guest on its KVM completed. */
    public List<String> guestExits() {
        return guestExits;
    }

    /** The facts of a level that said nothing. */
    public static MachineFacts none() {
        return new MachineFacts("", false, Set.of(), new TreeMap<>(), "", List.of());
    }

    /** Whether it came up and said something. */
    public boolean isThere() {
        return !kernel.isEmpty();
    }

    /** The value of a module's parameter, for example {@code kvm_intel.ept}. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private ValueProperties properties() {
        return ValueProperties.of(MachineFacts.class)
                .and("kernel", kernel)
                .and("kvmDevice", kvmDevice)
                .and("flags", flags)
                .and("parameters", parameters)
                .and("hypervisor", hypervisor)
                .and("guestExits", guestExits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MachineFacts same && properties().equals(same.properties());
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
