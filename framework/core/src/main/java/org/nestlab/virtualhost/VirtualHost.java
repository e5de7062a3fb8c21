package org.nestlab.virtualhost;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Guest;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.ValueProperties;

/**
 * A lab in which L1 stands in for a host: L1 boots the kernel in question, L2 is the hypervisor on it and L3 the nested
 * guest. What KVM does for a guest that runs guests of its own, its nested code, is then done by the kernel of L1,
 * which on the emulated tier runs on any machine.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LabExtension lab = LabExtension.of(VirtualHost.lab().withL1(host -> host.withKernel(candidate)));
 *
 * @Test
 * void nestedGuestsRunOnIt(@L1 Guest host) {
 *     VirtualHost.of(host).prove().orThrow();
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VirtualHost {

    /** What three systems want that do nothing but start each other, in MiB. */
    private static final int HYPERVISOR_MIB = 2048;

    private static final int INNERMOST_MIB = 768;

    private final Guest host;
    private final Guest hypervisor;
    private final Guest innermost;

    private VirtualHost(Guest host, Guest hypervisor, Guest innermost) {
        this.host = host;
        this.hypervisor = hypervisor;
        this.innermost = innermost;
    }

    /** L1: the virtual host. */
    public Guest host() {
        return host;
    }

    /** L2: the guest hypervisor on it. */
    public Guest hypervisor() {
        return hypervisor;
    }

    /** L3: the nested guest, whose every instruction is run by the nested code of the host's KVM. */
    public Guest innermost() {
        return innermost;
    }

    /**
     * Three levels: L1 with 4 GiB and virtual CPUs as the tier suggests, L2 with 1 and 2 GiB, L3 with 1 and 768 MiB,
     * all on the image's kernel. The kernel in question is put into L1 by {@link LabSpec#withL1}, or by
     * {@code L1.kernel} of a {@link org.nestlab.stack.Stack}.
     */
    public static LabSpec lab() {
        return LabSpec.kvmInKvm()
                .withName("virtual host")
                .withL2(hypervisor -> hypervisor
                        .withName("hypervisor")
                        .withMemoryMib(HYPERVISOR_MIB)
                        .addGuest(GuestSpec.guest().withName("innermost").withMemoryMib(INNERMOST_MIB)))
                .withL1(host -> host.withName("host"));
    }

    /**
     * The virtual host of a lab that is up, with the first guest of it and the first guest of that.
     *
     * @throws LabConfigurationException if there are no guests in guests
     */
    public static VirtualHost of(Guest host) {
        Guest hypervisor = first(host, host);
        return new VirtualHost(host, hypervisor, first(hypervisor, host));
    }

    private static Guest first(Guest outer, Guest host) {
        return outer.guests().stream()
                .findFirst()
                .orElseThrow(() -> new LabConfigurationException(
                        "%s runs no guests, and %s as a virtual host needs a guest that runs a guest: take VirtualHost.lab()"
                                .formatted(outer.label(), host.label())));
    }

    /**
     * Lets the innermost guest print on its console what runs its CPUs, and asks the levels above for the same.
     * A claim that does not hold is a failed check, not an exception. So is a machine that does not answer: see
     * {@link NestedProof#orThrow()}.
     */
    public NestedProof prove() {
        return new LevelChecks(this).hear();
    }

    private ValueProperties properties() {
        return ValueProperties.of(VirtualHost.class)
                .and("host", host)
                .and("hypervisor", hypervisor)
                .and("innermost", innermost);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualHost same && properties().equals(same.properties());
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
