package org.nestlab.machine;

/** The host, L0: the machine whose libvirt the lab was started on, this one or one reached over SSH. */
public non-sealed interface Host extends Machine {

    /** The libvirt URI through which the host's guests are run, as in {@code qemu:///system}. */
    String libvirtUri();
}
