package org.nestlab.machine;

import org.apiguardian.api.API;

/** The host, L0: the machine whose libvirt the lab was started on, this one or one reached over SSH. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public non-sealed interface Host extends Machine {

    /** The libvirt URI through which the host's guests are run, as in {@code qemu:///system}; it never changes. */
    String libvirtUri();
}
