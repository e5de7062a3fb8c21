package org.nestlab.internal.host;

import org.nestlab.machine.Host;
import org.nestlab.probe.Versions;

/** What a host has of programs and networks: a report shows it, and no lab is planned by it. */
public record HostSupplies(Versions versions, HostNetworks networks) {

    /**
     * Asks a host.
     *
     * @throws org.nestlab.GuestCommandException if the host cannot be asked
     */
    public static HostSupplies of(Host host) {
        return new HostSupplies(Versions.of(host), HostNetworks.of(host));
    }
}
