package org.nestlab.internal.seed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.spi.Secrets;

class SeedImageTests {

    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample nestlab";
    private static final String HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost nestlab";
    private static final String PEM =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----\n";
    private static final SeedSpec.Nic FIRST =
            new SeedSpec.Nic("52:54:00:12:34:56", "10.91.7.2/24", "10.91.7.1", "10.91.7.1");
    private static final SeedSpec.Nic SECOND =
            new SeedSpec.Nic("52:54:00:12:34:57", "10.91.8.2/24", "10.91.8.1", "10.91.8.1");

    private static SeedSpec spec(String authorizedKey, List<String> modprobe) {
        return new SeedSpec(
                "l1-hypervisor",
                "debian",
                authorizedKey,
                PEM,
                HOST_KEY,
                List.of(FIRST, SECOND),
                modprobe,
                SeedSpec.Role.HYPERVISOR);
    }

    private static final SeedSpec SPEC = spec(KEY, List.of("options kvm_amd nested=1 npt=1"));

    private static Map<String, IsoReader.Entry> filesOf(SeedSpec spec) {
        return new IsoReader(SeedImage.build(spec)).files();
    }

    private static String textOf(SeedSpec spec, String path) {
        return requireNonNull(filesOf(spec).get(path), path).text();
    }

    private static JsonNode yamlOf(SeedSpec spec, String path) throws Exception {
        return new ObjectMapper().readTree(textOf(spec, path).replaceFirst("^#cloud-config\n", ""));
    }

    @Test
    void isTheVolumeThatCloudInitLooksFor() {
        byte[] image = SeedImage.build(SPEC);

        assertThat(new IsoReader(image).volume()).isEqualTo("CIDATA");
        assertThat(image).hasSize(new IsoReader(image).sectors() * 2048);
    }

    @Test
    void holdsWhatTheBootAgentReads() {
        assertThat(filesOf(SPEC))
                .containsOnlyKeys(
                        "meta-data",
                        "network-config",
                        "user-data",
                        "nestlab/authorized_keys",
                        "nestlab/hostname",
                        "nestlab/modprobe.conf",
                        "nestlab/network",
                        "nestlab/role",
                        "nestlab/ssh_host_ed25519_key",
                        "nestlab/ssh_host_ed25519_key.pub")
                .containsEntry("nestlab/hostname", new IsoReader.Entry("l1-hypervisor\n", "100444"))
                .containsEntry("nestlab/authorized_keys", new IsoReader.Entry(KEY + "\n", "100444"))
                .containsEntry("nestlab/ssh_host_ed25519_key", new IsoReader.Entry(PEM, "100400"))
                .containsEntry("nestlab/ssh_host_ed25519_key.pub", new IsoReader.Entry(HOST_KEY + "\n", "100444"))
                .containsEntry("nestlab/network", new IsoReader.Entry("""
                                52:54:00:12:34:56 10.91.7.2/24 10.91.7.1 10.91.7.1
                                52:54:00:12:34:57 10.91.8.2/24 10.91.8.1 10.91.8.1
                                """, "100444"))
                .containsEntry(
                        "nestlab/modprobe.conf", new IsoReader.Entry("options kvm_amd nested=1 npt=1\n", "100444"))
                .containsEntry("nestlab/role", new IsoReader.Entry("hypervisor\n", "100444"));
    }

    @Test
    void leavesOutWhatTheSpecDoesNotSay() {
        SeedSpec bare = new SeedSpec("g", "root", KEY, PEM, HOST_KEY, List.of(), List.of(), null);

        assertThat(filesOf(bare)).doesNotContainKeys("nestlab/modprobe.conf", "nestlab/role");
        assertThat(textOf(bare, "nestlab/network")).isEmpty();
        assertThat(textOf(bare, "user-data")).doesNotContain("sudo", "write_files");
    }

    @Test
    void configuresAccountKeysAndHostName() throws Exception {
        assertThat(textOf(SPEC, "user-data")).startsWith("#cloud-config\n");
        JsonNode config = yamlOf(SPEC, "user-data");

        assertThat(config.at("/hostname").asText()).isEqualTo("l1-hypervisor");
        assertThat(config.at("/users/0/name").asText()).isEqualTo("debian");
        assertThat(config.at("/users/0/sudo").asText()).isEqualTo("ALL=(ALL) NOPASSWD:ALL");
        assertThat(config.at("/users/0/ssh_authorized_keys/0").asText()).isEqualTo(KEY);
        assertThat(config.at("/ssh_keys/ed25519_private").asText()).isEqualTo(PEM);
        assertThat(config.at("/ssh_keys/ed25519_public").asText()).isEqualTo(HOST_KEY);
        assertThat(config.at("/ssh_pwauth").isBoolean()).isTrue();
        assertThat(config.at("/ssh_pwauth").asBoolean()).isFalse();
        assertThat(config.at("/disable_root").isBoolean()).isTrue();
        assertThat(config.at("/disable_root").asBoolean()).isFalse();
        assertThat(config.at("/write_files/0/content").asText()).isEqualTo("options kvm_amd nested=1 npt=1\n");
        assertThat(yamlOf(SPEC, "meta-data").at("/local-hostname").asText()).isEqualTo("l1-hypervisor");
    }

    @Test
    void findsCardsByMacAndGivesTheFirstTheDefaultRoute() throws Exception {
        JsonNode config = yamlOf(SPEC, "network-config");

        assertThat(config.at("/version").asInt()).isEqualTo(2);
        assertThat(config.at("/ethernets/nic0/match/macaddress").asText()).isEqualTo("52:54:00:12:34:56");
        assertThat(config.at("/ethernets/nic0/addresses/0").asText()).isEqualTo("10.91.7.2/24");
        assertThat(config.at("/ethernets/nic0/gateway4").asText()).isEqualTo("10.91.7.1");
        assertThat(config.at("/ethernets/nic0/nameservers/addresses/0").asText())
                .isEqualTo("10.91.7.1");
        assertThat(config.at("/ethernets/nic1/match/macaddress").asText()).isEqualTo("52:54:00:12:34:57");
        assertThat(config.at("/ethernets/nic1").has("gateway4")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-ed25519 AAAA \"quoted\"",
                "ssh-ed25519 AAAA \\\" back\\slash",
                "ssh-ed25519 AAAA # no comment",
                "ssh-ed25519 AAAA: {a: b}, [c] & * ! | > ' % @ `",
                "command=\"echo $(id)\" ssh-ed25519 AAAA",
                "- not: a list"
            })
    void hostileStringsStayStrings(String hostile) throws Exception {
        SeedSpec spec = spec(hostile, List.of(hostile));

        assertThat(yamlOf(spec, "user-data")
                        .at("/users/0/ssh_authorized_keys/0")
                        .asText())
                .isEqualTo(hostile);
        assertThat(yamlOf(spec, "user-data").at("/write_files/0/content").asText())
                .isEqualTo(hostile + "\n");
        assertThat(textOf(spec, "nestlab/authorized_keys")).isEqualTo(hostile + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nssh-ed25519 second", "a\u0000b", "a\u2028b", "a\rb", "\u00e4"})
    void refusesKeysOfMoreThanOnePlainLine(String hostile) {
        assertThatThrownBy(() -> spec(hostile, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'%s' is not a valid authorized key; expected one line of printable ASCII".formatted(hostile));
    }

    @Test
    void neverShowsAPrivateKeyThatItRefuses() {
        assertThatThrownBy(() -> new SeedSpec("g", "root", KEY, "secret", HOST_KEY, List.of(), List.of(), null))
                .hasMessage(
                        "'(not shown)' is not a valid host private key; expected PEM text that begins with -----BEGIN and ends"
                                + " with a line break");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.91.7.2", "10.91.7.2/33", "10.91.7.256/24", "10.91.7.2/24 up", "10.91.7.2/24\n"})
    void refusesAddressesThatAreNone(String cidr) {
        assertThatThrownBy(() -> new SeedSpec.Nic("52:54:00:12:34:56", cidr, "10.91.7.1", "10.91.7.1"))
                .hasMessage("'%s' is not a valid address with prefix; expected one like 10.91.7.2/24".formatted(cidr));
    }

    @Test
    void filesOfManySectorsComeBackWhole(@TempDir Path folder) throws Exception {
        String long1 = "options x " + "a".repeat(3000);
        String long2 = "options y " + "b".repeat(2048);
        SeedSpec spec = spec(KEY, List.of(long1, long2));
        Path file = folder.resolve("seed.iso");

        SeedImage.write(spec, file);

        assertThat(Files.readAllBytes(file)).isEqualTo(SeedImage.build(spec));
        assertThat(textOf(spec, "nestlab/modprobe.conf")).isEqualTo(long1 + "\n" + long2 + "\n");
        assertThat(textOf(spec, "nestlab/role")).isEqualTo("hypervisor\n");
    }

    @Test
    void whatItHoldsForCloudInitTellsNoReportTheHostKey() {
        assertThat(new CloudInit(SPEC).userData()).contains("b3BlbnNzaC1rZXk=");
        assertThat(Secrets.removedFrom(new CloudInit(SPEC).userData()))
                .contains("\"ed25519_private\" : \"(removed)")
                .contains(KEY)
                .doesNotContain("b3BlbnNzaC1rZXk=");
    }
}
