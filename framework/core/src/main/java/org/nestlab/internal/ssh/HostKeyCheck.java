package org.nestlab.internal.ssh;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which host key the other machine must have. */
public sealed interface HostKeyCheck {

    /**
     * Accepts this key alone.
     *
     * @param publicKeyLine type and key, for example {@code ssh-ed25519 AAAA… comment}; the comment does not matter
     */
    record Exactly(String publicKeyLine) implements HostKeyCheck {
        public Exactly {
            if (!publicKeyLine.matches("(ssh|ecdsa|sk)-\\S+ [A-Za-z0-9+/]+=*( .*)?")) {
                throw new IllegalArgumentException("a public key line is 'type base64 comment', not: " + publicKeyLine);
            }
        }

        /** The key without its comment. */
        String key() {
            String[] words = publicKeyLine.split(" ", 3);
            return words[0] + " " + words[1];
        }
    }

    /** Accepts the keys that a {@code known_hosts} file has for the host. */
    record KnownHosts(Path file) implements HostKeyCheck {

        /** The user's own {@code ~/.ssh/known_hosts}. */
        public static KnownHosts ofUser() {
            return new KnownHosts(Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"));
        }
    }

    /**
     * Accepts any key at the first login, and from then on only that one: for an image from elsewhere, whose host key
     * is unknown. Thread-safe.
     */
    final class FirstSeen implements HostKeyCheck {

        private @Nullable String key;

        /** Returns the expected key, which is the given one if none was seen before. */
        synchronized String keyAfter(String seen) {
            String first = Optional.ofNullable(key).orElse(seen);
            key = first;
            return first;
        }

        synchronized Optional<String> key() {
            return Optional.ofNullable(key);
        }
    }
}
