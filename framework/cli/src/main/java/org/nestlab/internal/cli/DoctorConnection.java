package org.nestlab.internal.cli;

import org.nestlab.LabException;
import org.nestlab.internal.libvirt.NodeInfo;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;

/**
 * Whether a host's libvirt can be connected to.
 *
 * @param uri the libvirt URI that was tried
 * @param works whether it answered
 * @param detail versions where it works, the reason and the remedy where it does not
 */
record DoctorConnection(String uri, boolean works, String detail) {

    /** Tries, as a lab does; a refusal is an answer, not an exception. */
    static DoctorConnection of(Sites sites, OpenHost host) {
        String uri = host.host().libvirtUri();
        try {
            NodeInfo node = sites.node(host);
            return new DoctorConnection(
                    uri,
                    true,
                    "%s %s, libvirt %s".formatted(node.hypervisor(), node.hypervisorVersion(), node.libvirtVersion()));
        } catch (LabException e) {
            return new DoctorConnection(uri, false, String.valueOf(e.getMessage()));
        }
    }
}
