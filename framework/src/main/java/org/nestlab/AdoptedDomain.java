package org.nestlab;

import org.nestlab.internal.lab.DomainCpuSwitch;
import org.nestlab.machine.Machine;
import org.nestlab.spec.CpuMode;

/**
 * An existing persistent domain of the user's, with another CPU for a while:
 *
 * <pre>{@code
 * try (AdoptedDomain domain = AdoptedDomain.on(host, "build-agent")) {
 *     domain.switchTo(CpuMode.hostPassthrough());
 *     …
 * }
 * }</pre>
 *
 * <p>Nothing but the {@code <cpu>} element of its definition changes, and closing puts that back. On the host, what a killed
 * run left changed is put back by the next run, or by {@code nestlab reap}.
 */
public final class AdoptedDomain implements AutoCloseable {

    private final DomainCpuSwitch fixture;

    private AdoptedDomain(DomainCpuSwitch fixture) {
        this.fixture = fixture;
    }

    /**
     * Finds a domain by its name on the host, or on a guest that runs libvirt; changes nothing.
     *
     * @throws LabConfigurationException if there is none of that name, it is transient, it runs, or it is a lab's own
     */
    public static AdoptedDomain on(Machine machine, String name) {
        return new AdoptedDomain(DomainCpuSwitch.adopt(machine, name));
    }

    /** Gives it another CPU from its next start on. */
    public void switchTo(CpuMode cpu) {
        fixture.set(cpu);
    }

    /**
     * Puts its definition back.
     *
     * @throws ProvisioningException if that could not be done
     */
    @Override
    public void close() {
        fixture.close();
    }
}
