package org.nestlab.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.nestlab.spi.Secrets.REMOVED;

import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    @Test
    void aPrivateKeyIsRemovedWithItsMarks() {
        String key = pem();

        assertThat(Secrets.removedFrom("before\n" + key + "\nafter " + key + "."))
                .isEqualTo("before\n" + REMOVED + "\nafter " + REMOVED + ".");
    }

    @Test
    void soIsOneWhoseLineEndsAreWrittenOut() {
        String json = "{\"ssh_keys\":{\"ed25519_private\":\"%s\\n\"}}".formatted(pem().replace("\n", "\\n"));

        assertThat(Secrets.removedFrom(json)).isEqualTo("{\"ssh_keys\":{\"ed25519_private\":\"" + REMOVED + "\\n\"}}");
    }

    @Test
    void soIsOneThatWasCutAnywhere() {
        String key = pem();
        String body = key.replaceAll("-----[A-Z ]+-----", "").strip();
        int mark = key.indexOf('\n');
        for (int cut = mark + 1; cut < key.length(); cut++) {
            assertHidden(body, Secrets.removedFrom("cat key\n" + key.substring(0, cut)));
            if (key.substring(cut).contains("-----END")) {
                assertHidden(body, Secrets.removedFrom(key.substring(cut) + "\n[  1.0] Linux version"));
            }
        }
    }

    @Test
    void whatStandsAroundACutKeyStays() {
        for (int bytes = 600; bytes < 650; bytes++) {
            String key = pem(bytes);
            String head = key.substring(0, key.indexOf("-----END"));
            String tail = key.substring(key.indexOf('\n') + 1);

            assertThat(Secrets.removedFrom(head + "[    1.0] Linux version 6.1.0 (debian)"))
                    .isEqualTo(REMOVED + "\n[    1.0] Linux version 6.1.0 (debian)");
            assertThat(Secrets.removedFrom("the last of it:\n" + tail + "\nend"))
                    .isEqualTo("the last of it:\n" + REMOVED + "\nend");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<graphics type='vnc' passwd='hunter2' port='5900'/>|<graphics type='vnc' passwd='(removed)' port='5900'/>",
                "{\"password\" : \"hunter 2\", \"user\":\"x\"}|{\"password\" : \"(removed)\", \"user\":\"x\"}",
                "jdbc:postgresql://db/h?user=x&password=hunter2&ssl=1|jdbc:postgresql://db/h?user=x&password=(removed)&ssl=1",
                "chpasswd: hunter2|chpasswd: (removed)",
                "API_KEY=hunter2 make|API_KEY=(removed) make",
                "postgresql://nestlab:hunter2@db/h|postgresql://nestlab:(removed)@db/h",
                "root:$6$abcdefgh$ijklmnopqrstuv:19000:0:99999|root:(removed):19000:0:99999",
                "root:$y$j9T$abcdefgh$ijklmnop:19000|root:(removed):19000",
            })
    void aPasswordIsRemovedAndWhatStandsAroundItStays(String text, String clean) {
        assertThat(Secrets.removedFrom(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Started Dispatch Password Requests to Console Directory Watch.",
                "Debian GNU/Linux 12 l2 ttyS0\n\nl2 login: root\nPassword: ",
                "-object secret,id=masterKey0,format=raw,file=/var/lib/libvirt/qemu/master-key.aes",
                "<secret type='passphrase' uuid='8f2e'/>",
                "qemu+ssh://root@host/system",
                "http://host:8080/path@x",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample nestlab",
                "PRIVATE KEY",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(Secrets.removedFrom(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a.", "$6$", "password", "://", "x\n", "\"'", "-----BEGIN PRIVATE KEY-----", "\\n"})
    void megabytesOfAnythingTakeNoTime(String piece) {
        String text = "-----BEGIN PRIVATE KEY-----\n" + piece.repeat(2_000_000 / piece.length());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThatNoException().isThrownBy(() -> Secrets.removedFrom(text)));
    }

    private static void assertHidden(String body, String text) {
        for (String line : body.lines().toList()) {
            // what is left of a line may not be longer than a word
            for (int i = 0; i + 24 <= line.length(); i++) {
                String part = line.substring(i, i + 24);
                // There are a million parts: AssertJ is called only for one that is there.
                if (text.contains(part)) {
                    assertThat(text).doesNotContain(part);
                }
            }
        }
    }

    private static String pem() {
        return pem(635);
    }

    private static String pem(int bytes) {
        byte[] key = new byte[bytes];
        new Random(7).nextBytes(key);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----";
    }
}
