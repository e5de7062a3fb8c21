package org.nestlab.internal.running;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;

/**
 * What a lab's L1 is brought up on: the host and the libvirt of L0, which is the host's own or a container's.
 *
 * @param open the host; its URI is that of the libvirt
 * @param inside what the libvirt is in, null where it is the host's own
 * @param maker makes another such container, null where the libvirt is the host's own
 */
public record HostHypervisor(
        OpenHost open,
        Site site,
        @Nullable LabContainer inside,
        @Nullable LabContainers maker) {

    /** The host as it is. */
    public static HostHypervisor host(OpenHost open, Site site) {
        return new HostHypervisor(open, site, null, null);
    }

    /** Empty where the libvirt is the host's own. */
    public Optional<LabContainer> container() {
        return Optional.ofNullable(inside);
    }

    /** Empty where the libvirt is the host's own. */
    public Optional<LabContainers> containers() {
        return Optional.ofNullable(maker);
    }
}
