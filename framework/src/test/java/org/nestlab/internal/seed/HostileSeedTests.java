package org.nestlab.internal.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.HostileTexts;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a guest is told at its first boot is what the spec says, whatever that says; else the spec is refused. */
class HostileSeedTests {

    private static final String PEM =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----\n";
    private static final String KEY = "ssh-ed25519 AAAA nestlab";

    private static Optional<Map<String, IsoReader.Entry>> seed(String host, String user, String key, String line) {
        try {
            SeedSpec.Nic nic = new SeedSpec.Nic("52:54:00:12:34:56", "10.91.7.2/24", "10.91.7.1", "10.91.7.1");
            SeedSpec spec = new SeedSpec(host, user, key, PEM, key, List.of(nic), List.of(line), null);
            return Optional.of(new IsoReader(SeedImage.build(spec)).files());
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, IsoReader.Entry> files, String name) {
        return Objects.requireNonNull(files.get(name), name).text();
    }

    @Test
    void namesAreNamesAndNothingElse() {
        for (String hostile : HostileTexts.all()) {
            boolean name = hostile.matches("[A-Za-z0-9-]+") && !hostile.startsWith("-") && !hostile.endsWith("-");
            assertThat(seed(hostile, "debian", KEY, "options a b=1").isPresent())
                    .as(hostile)
                    .isEqualTo(name);
            assertThat(seed("l1", hostile, KEY, "options a b=1").isPresent())
                    .as(hostile)
                    .isEqualTo(hostile.matches("[a-z_][a-z0-9_-]*"));
        }
    }

    @Test
    void aLineIsOneLineToEveryReader() throws Exception {
        int carried = 0;
        for (String hostile : HostileTexts.all()) {
            Optional<Map<String, IsoReader.Entry>> files = seed("l1", "debian", hostile, hostile);
            assertThat(files.isPresent())
                    .as(hostile)
                    .isEqualTo(!hostile.isBlank() && hostile.chars().allMatch(c -> c >= 0x20 && c < 0x7F));
            if (files.isPresent()) {
                carried++;
                assertThat(text(files.get(), "nestlab/authorized_keys")).isEqualTo(hostile + "\n");
                assertThat(text(files.get(), "nestlab/modprobe.conf")).isEqualTo(hostile + "\n");
                String userData = text(files.get(), "user-data");
                assertThat(userData).startsWith("#cloud-config\n");
                JsonNode json = new ObjectMapper().readTree(userData.substring("#cloud-config\n".length()));
                assertThat(json.at("/users/0/ssh_authorized_keys/0").asText()).isEqualTo(hostile);
                assertThat(json.at("/write_files/0/content").asText()).isEqualTo(hostile + "\n");
                // cloud-init reads it as YAML, and sees the same.
                Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(userData);
                assertThat(new ObjectMapper().valueToTree(yaml).equals(json))
                        .as(hostile)
                        .isTrue();
            }
        }
        assertThat(carried).isGreaterThan(50);
    }
}
