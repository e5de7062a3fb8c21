package org.nestlab.internal.lab;

import java.util.Optional;

/**
 * What a lab's L1 is brought up on: the host and the libvirt of L0, which is the host's own or a container's.
 *
 * @param open the host; its URI is that of the libvirt
 * @param container empty where the libvirt is the host's own
 */
record Ground(Sites.OpenHost open, Site site, Optional<LabContainer> container) {}
