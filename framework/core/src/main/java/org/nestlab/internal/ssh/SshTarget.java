package org.nestlab.internal.ssh;

/**
 * A machine to log in to.
 *
 * @param label its name in messages, for example {@code L1 hypervisor}
 * @param host its address or name, for the machine that the connection begins on
 * @param port TCP port of its SSH server, 1 to 65535
 * @param user who logs in
 * @param identity the key that logs in
 * @param hostKey the host key that is accepted
 */
public record SshTarget(String label, String host, int port, String user, SshIdentity identity, HostKeyCheck hostKey) {

    public SshTarget {
        if (host.isBlank() || user.isBlank()) {
            throw new IllegalArgumentException(label + ": a host and a user are needed");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(label + ": a port is 1 to 65535, not " + port);
        }
    }

    /** User, host and port, for example {@code root@10.0.0.2:22}. */
    String address() {
        return user + "@" + host + ":" + port;
    }
}
