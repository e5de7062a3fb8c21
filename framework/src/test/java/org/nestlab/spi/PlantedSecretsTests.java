package org.nestlab.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;

/**
 * Secrets that were planted into what installers, clusters, QEMU, libvirt, shells and web servers print: none is found
 * again.
 */
class PlantedSecretsTests {

    private static final Pattern PLACE = Pattern.compile("\\{[SLH]}");
    private static final String LOWER = "abcdefghijkmnpqrstuvwxyz";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noneIsLeftAndTheTextAroundThemStays(long seed) {
        List<String> secrets = new ArrayList<>();
        String planted = planted(text("planted-secrets.txt"), new Random(seed), secrets);

        String clean = Secrets.removedFrom(planted);

        assertThat(clean).isEqualTo(text("planted-secrets-removed.txt"));
        assertThat(secrets).hasSizeGreaterThan(100).noneMatch(clean::contains);
        assertThat(Secrets.removedFrom(clean)).isEqualTo(clean);
    }

    @Test
    void theirLineEndsDoNotMatter() {
        String planted = planted(text("planted-secrets.txt"), new Random(1), new ArrayList<>());

        assertThat(Secrets.removedFrom(planted.replace("\n", "\r\n")))
                .isEqualTo(text("planted-secrets-removed.txt").replace("\n", "\r\n"));
    }

    @Test
    void ordinaryLinesAboutPasswordsAndKeysStay() {
        String text = text("no-secrets.txt");

        assertThat(Secrets.removedFrom(text).lines().toList())
                .isEqualTo(text.lines().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "ghp_,A,36,''", "gho_,A,36,''", "github_pat_,A,60,''", "glpat-,A,20,''", "xoxb-,A,30,''", "AKIA,U,16,''",
                "AIza,A,35,''",
        "sk_live_,A,24,''", "npm_,A,36,''", "hvs.,A,24,''", "hf_,A,34,''", "dckr_pat_,A,27,''", "AQ,A,36,'=='",
                "eyJ,A,30,.eyJabcdefghijk.sig",
        "tskey-auth-,A,20,''", "xapp-,A,40,''", "SG.,A,22,.abcdefghijklmnopqrstuv", "$6$saltsalt$,A,86,''",
                "$y$j9T$saltsalt$,A,43,''"
    })
    void aTokenIsKnownByItsShape(String start, String kind, int length, String end) {
        String token = start
                + random(new Random(length), kind.equals("U") ? "ABCDEFGHIJKLMNOPQ" : LOWER + "ABCDEF", length)
                + end;

        assertThat(Secrets.removedFrom("seen: " + token + " in a line"))
                .isEqualTo("seen: " + Secrets.REMOVED + " in a line");
    }

    @Test
    void aSecretThatATerminalBrokeInTwoIsRemovedWhole() {
        String line = "x".repeat(80 - "--token abcdef.0123".length()) + " --token abcdef.0123";
        String head = line.substring(1);

        assertThat(Secrets.removedFrom(head + "\n456789abcdef\nnext line\n"))
                .isEqualTo(head.replace("abcdef.0123", Secrets.REMOVED) + "\n" + Secrets.REMOVED + "\nnext line\n");
    }

    @Test
    void soIsOneWhoseQuotesEndInTheNextLine() {
        assertThat(Secrets.removedFrom("{\"password\": \"hunt\ner2\", \"user\": \"x\"}"))
                .isEqualTo("{\"password\": \"(removed)\n(removed)\", \"user\": \"x\"}");
    }

    @Test
    void thePromptOfALoginTakesNothingOfTheNextLine() {
        String text =
                "cirros login: root\nPassword: \n[  117.058785] Kernel panic - not syncing: Attempted to kill init!\n";

        assertThat(Secrets.removedFrom(text)).isEqualTo(text);
    }

    /** As consoles and logs in public reports have them, with other names and values. */
    @Test
    void passwordsOfCloudInitTokensOfKubeadmAndCredentialsOfQemuAreRemoved() {
        assertThat(Secrets.removedFrom("""
                [  418.521933] cloud-init[2185]: Cloud-init v. 20.2-45-g5f7825e2-0ubuntu1 running 'modules:config' at Wed, 03 Jun 2020 17:07:52 +0000. Up 418.40 seconds.
                [  418.522012] cloud-init[2185]: Set the following 'random' passwords
                [  418.522053] cloud-init[2185]: installer:C7BZexampleExample12
                The password you should use is "C7BZexampleExample12".
                [   97.100000] cloud-init[901]: kubeadm join --token 5d2dc8.3e93f8449167639b 192.0.2.66:6443 --discovery-token-ca-cert-hash sha256:44a68d4a2c2a86e05cc0d4ee8c9c6b64352c54e450021331c483561e45b34388
                -smp 2 -m 1024 -serial stdio -smbios type=11,value=io.systemd.credential:passwd.plaintext-password.root=hunter2 -device virtio-rng-pci
                -fw_cfg name=opt/io.systemd.credentials/passwd.plaintext-password.root,string=hunter2
                """)).isEqualTo("""
                [  418.521933] cloud-init[2185]: Cloud-init v. 20.2-45-g5f7825e2-0ubuntu1 running 'modules:config' at Wed, 03 Jun 2020 17:07:52 +0000. Up 418.40 seconds.
                [  418.522012] cloud-init[2185]: Set the following 'random' passwords
                [  418.522053] cloud-init[2185]: installer:(removed)
                The password you should use is "(removed)".
                [   97.100000] cloud-init[901]: kubeadm join --token (removed) 192.0.2.66:6443 --discovery-token-ca-cert-hash sha256:44a68d4a2c2a86e05cc0d4ee8c9c6b64352c54e450021331c483561e45b34388
                -smp 2 -m 1024 -serial stdio -smbios type=11,value=io.systemd.credential:passwd.plaintext-password.root=(removed) -device virtio-rng-pci
                -fw_cfg name=opt/io.systemd.credentials/passwd.plaintext-password.root,string=(removed)
                """);
    }

    @Test
    void anyTextIsRead() {
        Untidy.of(
                        planted(text("planted-secrets.txt"), new Random(1), new ArrayList<>())
                                .substring(0, 3000),
                        "password: \"a")
                .with(
                        "password",
                        "--token ",
                        "://",
                        "a:b@",
                        "$6$",
                        "eyJ",
                        "secret,",
                        "data=",
                        "chpasswd",
                        "echo ",
                        "curl ",
                        "mysql ",
                        "'\"",
                        "set_credential=")
                .isRead(Secrets::removedFrom);
    }

    private static String planted(String text, Random random, List<String> secrets) {
        return PLACE.matcher(text).replaceAll(match -> {
            String secret = switch (match.group()) {
                case "{H}" -> random(random, "0123456789abcdef", 64);
                case "{L}" -> random(random, LOWER, 7) + random.nextInt(10);
                default -> random(random, LOWER + "ABCDEFGH", 6) + random.nextInt(10) + random(random, LOWER, 1);
            };
            secrets.add(secret);
            return Matcher.quoteReplacement(secret);
        });
    }

    private static String random(Random random, String letters, int length) {
        StringBuilder word = new StringBuilder();
        while (word.length() < length) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(PlantedSecretsTests.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
