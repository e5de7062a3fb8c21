package org.nestlab.internal.host;

import org.nestlab.machine.Host;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.VirtExtension;

/**
 * All facts about a host that decide whether and how it can run a lab. They are read through its shell only, so a host
 * behind SSH is asked in the same way as this one, and nothing on the host is changed.
 *
 * @param label the host's, for messages
 */
public record HostFacts(
        String label,
        VirtExtension cpu,
        KvmDevice device,
        NestedParameter nested,
        KvmModules modules,
        HostResources resources,
        HostSystem system) {

    /**
     * Asks a host.
     *
     * @param folder where a lab's disks would go
     * @throws org.nestlab.GuestCommandException if the host cannot be asked
     */
    public static HostFacts of(Host host, String folder) {
        return new HostFacts(
                host.label(),
                VirtExtension.of(host),
                KvmDevice.of(host),
                NestedParameter.of(host),
                KvmModules.of(host),
                HostResources.of(host, folder),
                HostSystem.of(host));
    }
}
