package org.nestlab.internal.snapshot;

/**
 * A guest at the moment in which it was frozen.
 *
 * @param label for example {@code L1 hypervisor}
 * @param hostKey its private host key, as OpenSSH writes it
 * @param nonce what only its memory holds, in {@link GuestAgent#NONCE_FILE}
 * @param facts what its kernel said
 * @param exits how often its KVM left it, 0 where QEMU emulates it
 */
public record FrozenGuest(String label, String hostKey, String nonce, GuestFacts facts, long exits) {}
