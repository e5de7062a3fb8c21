package org.nestlab.internal.ssh;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.digest.Sha256;

/** Checks the host key of one connection and remembers why it was refused. */
final class HostKeyVerification implements HostKeyVerifier {

    private final SshTarget target;
    private volatile @Nullable String refusal;

    HostKeyVerification(SshTarget target) {
        this.target = target;
    }

    /** Why the host key was refused, if it was. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        String seen = line(key);
        HostKeyCheck check = target.hostKey();
        if (check instanceof HostKeyCheck.Exactly exactly && !exactly.key().equals(seen)) {
            refusal = ("%s: refused the host key of %s: expected %s, seen %s; another machine answers at this address,"
                            + " or the key in its image was changed after the lab made it")
                    .formatted(target.label(), target.address(), fingerprint(exactly.key()), fingerprint(seen));
        } else if (check instanceof HostKeyCheck.KnownHosts known) {
            refusal = unknown(known, hostname, port, key);
        } else if (check instanceof HostKeyCheck.FirstSeen first
                && !first.keyAfter(seen).equals(seen)) {
            refusal =
                    "%s: refused the host key of %s: %s at the first login, %s now; another machine answers at this address"
                            .formatted(
                                    target.label(),
                                    target.address(),
                                    fingerprint(first.keyAfter(seen)),
                                    fingerprint(seen));
        }
        return refusal == null;
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        HostKeyCheck check = target.hostKey();
        if (check instanceof HostKeyCheck.Exactly exactly) {
            return List.of(exactly.key().split(" ", 2)[0]);
        }
        if (check instanceof HostKeyCheck.FirstSeen first) {
            return first.key().map(key -> List.of(key.split(" ", 2)[0])).orElse(List.of());
        }
        if (check instanceof HostKeyCheck.KnownHosts known) {
            try {
                return KnownHostsFile.of(known.file(), hostname, port).algorithms();
            } catch (IOException e) {
                return List.of();
            }
        }
        return List.of();
    }

    private @Nullable String unknown(HostKeyCheck.KnownHosts known, String hostname, int port, PublicKey key) {
        try {
            KnownHostsFile hosts = KnownHostsFile.of(known.file(), hostname, port);
            if (hosts.isRevoked(line(key))) {
                return "%s: refused the host key of %s: %s says @revoked of it, %s; the machine needs another host key"
                        .formatted(target.label(), target.address(), known.file(), fingerprint(line(key)));
            }
            if (hosts.holds(line(key))) {
                return null;
            }
            boolean changed = !hosts.keys().isEmpty();
            return "%s: refused the host key of %s: %s %s, seen %s; if it is right, add it: ssh-keyscan -p %d %s >> %s"
                    .formatted(
                            target.label(),
                            target.address(),
                            known.file(),
                            changed ? "holds another one" : "holds none for it",
                            fingerprint(line(key)),
                            port,
                            hostname,
                            known.file());
        } catch (IOException e) {
            return "%s: refused the host key of %s: %s cannot be read: %s"
                    .formatted(target.label(), target.address(), known.file(), e.getMessage());
        }
    }

    private static String line(PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return KeyType.fromKey(key) + " " + Base64.getEncoder().encodeToString(blob);
    }

    /** Type and SHA-256 of a key, as {@code ssh-keygen -l} shows it. */
    static String fingerprint(String line) {
        String[] words = line.split(" ", 3);
        byte[] hash = Sha256.digest().digest(Base64.getDecoder().decode(words[1]));
        return words[0] + " SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    }
}
