package org.nestlab.internal.ssh;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a {@code known_hosts} file says about one host, as OpenSSH reads it (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): a
 * key with {@code @revoked} is refused wherever the line is, a key with {@code @cert-authority} is not a host's, and a
 * negated pattern that matches excludes the host from its line. A line whose key is of another type than it says is
 * passed over. The file is read line by line, and lines are not kept.
 *
 * @param keys the keys of the host as {@code type base64}, in the order of the file
 * @param revoked the keys that a host of this name must not have
 */
record KnownHostsFile(List<String> keys, List<String> revoked) {

    private static final int SSH_PORT = 22;
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    /** Longer lines are ignored: OpenSSH's keys have less than 16 KiB. */
    private static final int LONGEST_LINE = 1 << 20;

    KnownHostsFile {
        keys = List.copyOf(keys);
        revoked = List.copyOf(revoked);
    }

    /**
     * Looks up a host. Like OpenSSH, it looks for a host on a port other than 22 by name and port, and by name alone if
     * no line has both. A key that is revoked under either name is revoked.
     *
     * @throws IOException if the file is there and cannot be read
     */
    static KnownHostsFile of(Path file, String host, int port) throws IOException {
        if (!Files.exists(file)) {
            return new KnownHostsFile(List.of(), List.of());
        }
        KnownHostName plain = new KnownHostName(host);
        KnownHostName named = port == SSH_PORT ? plain : new KnownHostName("[%s]:%d".formatted(host, port));
        List<String> withPort = new ArrayList<>();
        List<String> without = new ArrayList<>();
        List<String> revoked = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Line parsed = Line.parse(line);
                if (parsed == null) {
                    continue;
                }
                boolean isNamed = named.matches(parsed.hosts());
                boolean isPlain = (isNamed && port == SSH_PORT) || (port != SSH_PORT && plain.matches(parsed.hosts()));
                if (parsed.marker().equals("@revoked")) {
                    if (isNamed || isPlain) {
                        revoked.add(parsed.key());
                    }
                } else if (parsed.marker().isEmpty() && isNamed) {
                    withPort.add(parsed.key());
                } else if (parsed.marker().isEmpty() && isPlain) {
                    without.add(parsed.key());
                }
            }
        }
        return new KnownHostsFile(withPort.isEmpty() ? without : withPort, revoked);
    }

    boolean isRevoked(String key) {
        return revoked.contains(key);
    }

    boolean holds(String key) {
        return keys.contains(key);
    }

    /** The signature algorithms to offer to the host, so that it uses a key that is known. */
    List<String> algorithms() {
        Set<String> algorithms = new LinkedHashSet<>();
        for (String key : keys) {
            String type = key.substring(0, key.indexOf(' '));
            if (type.equals("ssh-rsa")) {
                // this key can sign in three ways
                algorithms.addAll(List.of("rsa-sha2-512", "rsa-sha2-256"));
            }
            algorithms.add(type);
        }
        return List.copyOf(algorithms);
    }

    /** A line with a key. {@code @revoked *.example ssh-ed25519 AAAA… comment} */
    private record Line(String marker, String hosts, String key) {

        private static final String RSA = "ssh-rsa";

        /** OpenSSH takes these names of signatures for the type of their keys. */
        private static final Set<String> RSA_SIGNATURES = Set.of("rsa-sha2-256", "rsa-sha2-512");

        static @org.jspecify.annotations.Nullable Line parse(String text) {
            if (text.length() > LONGEST_LINE) {
                return null;
            }
            String line = text.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                return null;
            }
            String[] words = BLANKS.split(line, line.startsWith("@") ? 5 : 4);
            int first = line.startsWith("@") ? 1 : 0;
            String marker = first == 1 ? words[0] : "";
            boolean known = marker.isEmpty() || marker.equals("@revoked") || marker.equals("@cert-authority");
            if (!known || words.length < first + 3) {
                return null;
            }
            String type = RSA_SIGNATURES.contains(words[first + 1]) ? RSA : words[first + 1];
            return namesItself(type, words[first + 2])
                    ? new Line(marker, words[first], type + " " + words[first + 2])
                    : null;
        }

        /** Whether a key is of the type that stands before it: its first field is that type, after its length. */
        private static boolean namesItself(String type, String key) {
            byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
            byte[] field = ByteBuffer.allocate(Integer.BYTES + name.length)
                    .putInt(name.length)
                    .put(name)
                    .array();
            // The last digits may have bits of the next field in them.
            int digits = field.length / 3 * 4;
            return key.startsWith(Base64.getEncoder().encodeToString(field).substring(0, digits));
        }
    }
}
