package org.nestlab.exact;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What one level of an exact machine said of itself.
 *
 * @param kernel its release, for example {@code 6.1.0-41-cloud-amd64}; empty if it said nothing, because it did not
 *     boot
 * @param kvmDevice whether there is {@code /dev/kvm}
 * @param flags of its CPU, as {@code /proc/cpuinfo} names them
 * @param parameters of its KVM's modules, for example {@code kvm_intel.ept} to {@code Y}; L2 is not asked for them
 * @param hypervisor that its kernel detected, for example {@code KVM}; empty for none
 * @param guestExits kinds of exits, for example {@code cpuid}, that a small guest on its KVM completed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MachineFacts(
        String kernel,
        boolean kvmDevice,
        Set<String> flags,
        SortedMap<String, String> parameters,
        String hypervisor,
        List<String> guestExits) {

    public MachineFacts {
        flags = Set.copyOf(flags);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        guestExits = List.copyOf(guestExits);
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
}
