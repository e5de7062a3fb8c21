package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * An Ed25519 key pair made for one lab and held in memory, and its file formats. The private key's format is
 * {@code openssh-key-v1} without encryption, as in OpenSSH's PROTOCOL.key.
 */
public final class LabKeys {

    private static final String TYPE = "ssh-ed25519";
    private static final int BLOCK = 8;
    private static final int LINE = 70;

    /** The bytes before the 32 bytes of a public key in X.509 format (RFC 8410). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final KeyPair pair;
    private final byte[] seed;
    private final byte[] publicKey;
    private final String comment;

    private LabKeys(KeyPair pair, String comment) {
        this.pair = pair;
        this.comment = comment;
        this.seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        // The X.509 format of an Ed25519 key (RFC 8410) ends with its 32 bytes.
        byte[] x509 = pair.getPublic().getEncoded();
        this.publicKey = Arrays.copyOfRange(x509, x509.length - 32, x509.length);
    }

    /** Generates a key pair; the comment is one word, for readers. */
    public static LabKeys generate(String comment) {
        if (comment.isEmpty()
                || comment.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException("a key's comment is one word, not '" + comment + "'");
        }
        try {
            return new LabKeys(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), comment);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 15 and later have Ed25519", e);
        }
    }

    /**
     * Reads the key pair from the text of {@link #privateKeyFile()}.
     *
     * @throws IllegalArgumentException if the text is not such a file
     */
    public static LabKeys parse(String privateKeyFile) {
        byte[] file = Base64.getMimeDecoder().decode(privateKeyFile.replaceAll("-----[A-Z ]{1,40}-----", ""));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            in.skipBytes("openssh-key-v1\0".length());
            for (String part : List.of("cipher", "kdf", "options")) {
                string(in, part);
            }
            in.readInt();
            string(in, "public key");
            return secret(string(in, "private key"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the text is not an unencrypted Ed25519 key of OpenSSH: " + e, e);
        }
    }

    private static LabKeys secret(byte[] secret) throws IOException, GeneralSecurityException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(secret));
        in.readLong();
        String type = new String(string(in, "type"), UTF_8);
        byte[] publicKey = string(in, "public key");
        byte[] seed = Arrays.copyOf(string(in, "seed"), 32);
        String comment = new String(string(in, "comment"), UTF_8);
        if (!type.equals(TYPE) || publicKey.length != 32) {
            throw new IOException("its type is " + type);
        }
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        return new LabKeys(
                new KeyPair(
                        factory.generatePublic(new X509EncodedKeySpec(concat(X509_HEAD, publicKey))),
                        factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed))),
                comment);
    }

    private static byte[] string(DataInputStream in, String what) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > 4096) {
            throw new IOException("its %s has %d bytes".formatted(what, length));
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("it ends in its " + what);
        }
        return bytes;
    }

    /** The line for {@code authorized_keys} or {@code ssh_host_ed25519_key.pub}: type, key, comment; no line end. */
    public String publicKeyLine() {
        return TYPE + " " + Base64.getEncoder().encodeToString(publicBlob()) + " " + comment;
    }

    /**
     * The text of a private key file, for example {@code /etc/ssh/ssh_host_ed25519_key}; the file's mode must be 0600.
     */
    public String privateKeyFile() {
        int check = new SecureRandom().nextInt();
        byte[] secret = wire(out -> {
            out.writeInt(check);
            out.writeInt(check);
            string(out, TYPE.getBytes(UTF_8));
            string(out, publicKey);
            string(out, concat(seed, publicKey));
            string(out, comment.getBytes(UTF_8));
            for (byte pad = 1; out.size() % BLOCK != 0; pad++) {
                out.writeByte(pad);
            }
        });
        byte[] file = wire(out -> {
            out.write("openssh-key-v1\0".getBytes(UTF_8));
            string(out, "none".getBytes(UTF_8));
            string(out, "none".getBytes(UTF_8));
            string(out, new byte[0]);
            out.writeInt(1);
            string(out, publicBlob());
            string(out, secret);
        });
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(file);
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    KeyPair pair() {
        return pair;
    }

    @Override
    public String toString() {
        return publicKeyLine();
    }

    private byte[] publicBlob() {
        return wire(out -> {
            string(out, TYPE.getBytes(UTF_8));
            string(out, publicKey);
        });
    }

    private interface Writer {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] wire(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** SSH's "string" (RFC 4251): a length of four bytes, then the bytes. */
    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
