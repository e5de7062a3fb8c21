package org.nestlab.internal.snapshot;

/**
 * A guest as it was when it was frozen.
 *
 * @param label for example {@code L1 hypervisor}
 * @param hostKey its private host key, as OpenSSH writes it
 * @param nonce a value that only its memory holds, in {@link GuestAgent#NONCE_FILE}
 * @param facts what its kernel said
 * @param exits how often it exited to its KVM; 0 if QEMU emulates it
 */
public record FrozenGuest(String label, String hostKey, String nonce, GuestFacts facts, long exits) {}
