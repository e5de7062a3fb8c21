package org.nestlab.internal.ssh;

import java.nio.file.Path;

/** Which key logs in. */
public sealed interface SshIdentity {

    /** A key made for the lab, in memory only. */
    record Lab(LabKeys keys) implements SshIdentity {}

    /** A private key file without a passphrase. */
    record KeyFile(Path privateKey) implements SshIdentity {}

    /** The keys in the user's own {@code ~/.ssh}: {@code id_ed25519}, {@code id_ecdsa}, {@code id_rsa}. */
    record User() implements SshIdentity {}
}
