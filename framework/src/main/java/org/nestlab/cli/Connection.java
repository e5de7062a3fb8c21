package org.nestlab.cli;

/**
 * Whether a host's libvirt can be connected to.
 *
 * @param uri the libvirt URI that was tried
 * @param works whether it answered
 * @param detail versions where it works, the reason and the remedy where it does not
 */
record Connection(String uri, boolean works, String detail) {}
