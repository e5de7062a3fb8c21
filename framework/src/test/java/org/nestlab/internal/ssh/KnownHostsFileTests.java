package org.nestlab.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;

class KnownHostsFileTests {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKtwq7ejdC/CF4GAmNGQd7Zz2gLFKlh/CvP0Hq2Dg9sZ";
    private static final String OTHER =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqPW7E4mJxwTdsbVsbZNH7uZmGmLRkQ4F4yWnrb9nWt";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "l0.example; 22; true",
                "L0.Example; 22; true",
                "*.example; 22; true",
                "l?.example; 22; true",
                "l??.example; 22; false",
                "*.example,!l0.example; 22; false",
                "!l0.example,*.example; 22; false",
                "!l1.example,*.example; 22; true",
                "!l1.example; 22; false",
                "other,192.0.2.7,l0.example; 22; true",
                "[l0.example]:2222; 2222; true",
                "[l0.example]:2222; 22; false",
                "[*]:2222; 2222; true",
                "l0.example; 2222; true",
                "l0.example.; 22; false",
                "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg=; 22; false",
                "|1|not base64|x; 22; false",
                "|2|x|y; 22; false",
            })
    void aHostIsFoundByItsPatterns(String hosts, int port, boolean found) throws IOException {
        assertThat(read(port, hosts + " " + KEY + " comment").holds(KEY)).isEqualTo(found);
        // case, blanks and comments do not matter
        assertThat(read(port, "# x", "", "  " + hosts + "\t" + KEY).holds(KEY)).isEqualTo(found);
    }

    @Test
    void aRevokedKeyIsRefusedInEitherOrder() throws IOException {
        String accepts = "l0.example " + KEY;
        String revokes = "@revoked *.example " + KEY;

        assertThat(read(22, accepts, revokes).isRevoked(KEY)).isTrue();
        assertThat(read(22, revokes, accepts).isRevoked(KEY)).isTrue();
        assertThat(read(22, revokes, accepts).isRevoked(OTHER)).isFalse();
        assertThat(read(2222, "@revoked l0.example " + KEY, "[l0.example]:2222 " + KEY)
                        .isRevoked(KEY))
                .isTrue();
        assertThat(read(22, "@revoked other.example " + KEY, accepts).isRevoked(KEY))
                .isFalse();
    }

    @Test
    void theKeyOfAnAuthorityIsNoKeyOfAHost() throws IOException {
        assertThat(read(22, "@cert-authority *.example " + KEY).keys()).isEmpty();
        assertThat(read(22, "@unheard-of *.example " + KEY).keys()).isEmpty();
        assertThat(read(22, "@cert-authority *.example " + OTHER, "l0.example " + KEY)
                        .holds(KEY))
                .isTrue();
    }

    @Test
    void aPortOfItsOwnDecidesBeforeTheNameAlone() throws IOException {
        assertThat(read(2222, "l0.example " + OTHER, "[l0.example]:2222 " + KEY).keys())
                .containsExactly(KEY);
    }

    @Test
    void severalKeysOfOneHostAreAskedForInTheOrderOfTheFile() throws IOException {
        assertThat(read(22, "l0.example ssh-rsa AAAAB3NzaC1yc2E", "l0.example " + KEY)
                        .algorithms())
                .containsExactly("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa", "ssh-ed25519");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "l0.example ssh-ed25519",
                "l0.example ssh-ed25519 AAAATgAAAAdz",
                "l0.example ssh-XXX AAAATgAAAAdzc2gtWFhYAAAAP0ZV",
                "l0.example ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIKtwq7ejdC/CF4GAmNGQd7Zz2gLFKlh",
                "@what l0.example ssh-rsa AAAAB3NzaC1yc2E",
            })
    void aLineWithoutAKeyOfItsTypeIsPassedOver(String line) throws IOException {
        KnownHostsFile read = read(22, line, "l0.example " + KEY);

        assertThat(read.keys()).containsExactly(KEY);
        assertThat(read.algorithms()).containsExactly("ssh-ed25519");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-sha2-256", "rsa-sha2-512", "ssh-rsa"})
    void anRsaKeyMayBeNamedByItsSignature(String name) throws IOException {
        assertThat(read(22, "l0.example %s AAAAB3NzaC1yc2E".formatted(name)).keys())
                .containsExactly("ssh-rsa AAAAB3NzaC1yc2E");
        assertThat(read(22, "@revoked l0.example %s AAAAB3NzaC1yc2E".formatted(name))
                        .revoked())
                .containsExactly("ssh-rsa AAAAB3NzaC1yc2E");
    }

    @Test
    void aHundredThousandLinesAreReadInTime() throws IOException {
        String hashed = "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= " + KEY + "\n";
        Path file = Files.writeString(folder.resolve("many"), hashed.repeat(100_000) + "l0.example " + OTHER);

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(KnownHostsFile.of(file, "l0.example", 22).keys())
                        .containsExactly(OTHER));
    }

    @Test
    void anyFileIsRead() {
        Untidy.of("@revoked *.example,!l0.example " + KEY + " me\n|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0V= " + KEY)
                .with("*", "!", "@", "|1|", "|")
                .isRead(text -> {
                    try {
                        read(22, text);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** What ssh-keygen hashes is found, and what it finds is found. */
    @Test
    void opensshFindsTheSame() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "ssh-keygen is not installed");
        for (String hosts : new String[] {
            "l0.example",
            "L0.EXAMPLE",
            "*.example",
            "*.example,!l0.example",
            "l?.example",
            "x,l0.example",
            "[l0.example]:22",
            "*"
        }) {
            Path file = Files.writeString(folder.resolve("compared"), hosts + " " + KEY + "\n");
            Process keygen = new ProcessBuilder("ssh-keygen", "-F", "l0.example", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            assertThat(KnownHostsFile.of(file, "l0.example", 22).holds(KEY))
                    .as(hosts)
                    .isEqualTo(keygen.waitFor() == 0);
        }
        Path hashed = Files.writeString(folder.resolve("hashed"), "l0.example " + KEY + "\n");
        assertThat(new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", hashed.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(Files.readString(hashed)).startsWith("|1|");
        assertThat(KnownHostsFile.of(hashed, "L0.example", 22).holds(KEY)).isTrue();
    }

    private KnownHostsFile read(int port, String... lines) throws IOException {
        Path file = folder.resolve("known_hosts");
        // bytes of any kind, which no encoding refuses
        Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return KnownHostsFile.of(file, "l0.example", port);
    }
}
