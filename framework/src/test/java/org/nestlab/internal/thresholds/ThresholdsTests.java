package org.nestlab.internal.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.LevelPair;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

class ThresholdsTests {

    private static final LevelPair L2_L1 = LevelPair.parse("L2/L1");

    private static final String FILE = """
            emulated:
              L2/L1:
                fio.iops: 0.45
                cpu.one: {atLeast: 0.80, starter: true}
                fork.rate:
                  noWorse: 0.10
            """;

    @Test
    void aFileIsRead() {
        Thresholds thresholds = Thresholds.read("t.yaml", FILE);
        assertThat(thresholds.of(Tier.EMULATED, L2_L1, "fio.iops"))
                .contains(new Threshold.AtLeast(0.45, "t.yaml:3", false));
        assertThat(thresholds.of(Tier.EMULATED, L2_L1, "cpu.one"))
                .contains(new Threshold.AtLeast(0.80, "t.yaml:4", true));
        assertThat(thresholds.of(Tier.EMULATED, L2_L1, "fork.rate"))
                .contains(new Threshold.NoWorse(0.10, "t.yaml:6", false));
        assertThat(thresholds.of(Tier.KVM, L2_L1, "fio.iops")).isEmpty();
        assertThat(thresholds.metrics()).containsExactly("cpu.one", "fio.iops", "fork.rate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kvmm: {}                                     | t.yaml:1: unknown tier 'kvmm': did you mean 'kvm'?
            kvm: {L2-L1: {}}                             | t.yaml:1: 'L2-L1' is not a valid pair of levels; expected subject and reference, like L2/L1
            kvm: {L1/L2: {}}                             | t.yaml:1: 'L1/L2' cannot be measured; expected the deeper of L0 to L3 first, like L2/L1
            kvm: {L2/L1: {a: 0}}                         | t.yaml:1: a is '0'; expected a ratio greater than 0 and at most 100, like 0.45
            kvm: {L2/L1: {a: 101}}                       | t.yaml:1: a is '101'; expected a ratio greater than 0 and at most 100, like 0.45
            kvm: {L2/L1: {a: NaN}}                       | t.yaml:1: a is 'NaN'; expected a ratio greater than 0 and at most 100, like 0.45
            kvm: {L2/L1: {a: fast}}                      | t.yaml:1: a is 'fast'; expected a ratio greater than 0 and at most 100, like 0.45
            kvm: {L2/L1: {a: {atleast: 1}}}              | t.yaml:1: unknown key 'atleast': did you mean 'atLeast'?
            kvm: {L2/L1: {a: {starter: true}}}           | t.yaml:1: a; expected one of atLeast and noWorse
            kvm: {L2/L1: {a: {atLeast: 1, noWorse: .1}}} | t.yaml:1: a; expected one of atLeast and noWorse
            kvm: {L2/L1: {a: {noWorse: 1}}}              | t.yaml:1: noWorse of a is '1'; expected a tolerance greater than 0 and less than 1, like 0.10
            kvm: {L2/L1: {a: {noWorse: .1, starter: 1}}} | t.yaml:1: starter of a is '1'; expected true or false
            kvm: {L2/L1: {A b: 1}}                       | t.yaml:1: 'A b' is not a valid metric name
            kvm: {L2/L1: {a: 1, a: 2}}                   | t.yaml:1: 'a' is there twice, in line 1 too
            kvm: 3                                       | t.yaml:1: expected a map of pairs of levels
            # nothing                                    | t.yaml is empty; expected a tier, one of [kvm, emulated]
            """)
    void whatIsWrongIsNamed(String yaml, String message) {
        assertThatThrownBy(() -> Thresholds.read("t.yaml", yaml))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void theLineIsTheFilesOwn() {
        assertThatThrownBy(() -> Thresholds.read("t.yaml", FILE.replace("noWorse: 0.10", "noWorse: much")))
                .hasMessageStartingWith("t.yaml:6: noWorse of fork.rate is 'much'");
        assertThatThrownBy(() -> Thresholds.read("t.yaml", "kvm:\n  L2/L1: [\n"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("t.yaml:3: not valid YAML: ");
    }

    @Test
    void hugeAndSwellingFilesAreRefused() {
        assertThatThrownBy(() -> Thresholds.read("t.yaml", "#".repeat(2_000_000)))
                .hasMessage("t.yaml has 2000000 characters; expected at most 1048576");
        StringBuilder bomb = new StringBuilder("a: &a {x: 1}\n");
        for (int i = 0; i < 50; i++) {
            bomb.append("b").append(i).append(": *a\n");
        }
        assertThatThrownBy(() -> Thresholds.read("t.yaml", bomb.toString()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining("aliases");
        assertThatThrownBy(() -> Thresholds.read("t.yaml", "[".repeat(5000)))
                .isInstanceOf(LabConfigurationException.class);
    }

    @Test
    void aMetricThatNobodyKnowsIsNamedWithItsLine() {
        assertThat(Thresholds.read("t.yaml", FILE).unknown(Set.of("fio.iops", "cpu.all", "fork.rate")))
                .containsExactly("t.yaml:4: unknown metric 'cpu.one': did you mean 'cpu.all'?");
    }

    @Test
    void settingsReplaceFilesEntryByEntry(@TempDir Path folder) throws IOException {
        String key = "nestlab.threshold.fio.iops.L2/L1";
        Path file = Files.writeString(folder.resolve("own.yaml"), FILE);
        Map<String, String> set = Map.of("nestlab.thresholds", file.toString(), key, "0.3");
        Thresholds thresholds = ThresholdFiles.load(
                Settings.from(k -> Optional.ofNullable(set.get(k))).experiments());
        assertThat(thresholds.of(Tier.EMULATED, L2_L1, "fio.iops"))
                .contains(new Threshold.AtLeast(0.3, "-D" + key, false));
        assertThat(thresholds.of(Tier.EMULATED, L2_L1, "cpu.one").orElseThrow().source())
                .isEqualTo(file + ":4");
        assertThatThrownBy(
                        () -> thresholds.overriddenBy(k -> Optional.of("half")).of(Tier.KVM, L2_L1, "fio.iops"))
                .hasMessage(
                        "setting '" + key + "' is 'half'; expected a ratio greater than 0 and at most 100, like 0.45");
    }

    @Test
    void entriesOfTheSecondFileGoFirst() {
        Thresholds both =
                Thresholds.read("a", FILE).replacedBy(Thresholds.read("b", "emulated: {L2/L1: {fio.iops: 0.5}}"));
        assertThat(both.of(Tier.EMULATED, L2_L1, "fio.iops")).contains(new Threshold.AtLeast(0.5, "b:1", false));
        assertThat(both.of(Tier.EMULATED, L2_L1, "cpu.one")).isPresent();
    }

    @Test
    void settingsThatReplaceNothingAreListed() {
        assertThat(Thresholds.unusedOverrides(
                        List.of(
                                "nestlab.tier",
                                "nestlab.threshold.fio.iops.L2/L1",
                                "nestlab.threshold.fio.iops.L1/L0",
                                "nestlab.threshold.fio.iopz.L2/L1"),
                        Map.of(L2_L1, Set.of("fio.iops"))))
                .containsExactly("nestlab.threshold.fio.iops.L1/L0", "nestlab.threshold.fio.iopz.L2/L1");
    }

    @Test
    void whatIsWrittenIsRead() {
        String yaml = ThresholdWriter.toYaml(
                "of this lab", Tier.EMULATED, Map.of(L2_L1, Map.of("fio.iops", 0.45, "cpu.one", 0.9)));
        assertThat(yaml).isEqualTo("""
                # of this lab
                emulated:
                  L2/L1:
                    "cpu.one": 0.9
                    "fio.iops": 0.45
                """);
        assertThat(Thresholds.read("w", yaml).of(Tier.EMULATED, L2_L1, "fio.iops"))
                .contains(new Threshold.AtLeast(0.45, "w:5", false));
    }

    @Test
    void whatIsWrittenIsFoundAsAFile(@TempDir Path folder) throws IOException {
        Map<LevelPair, Map<String, Double>> ratios = Map.of(
                L2_L1,
                Map.of("null", 1e-4, "1e3", 100.0, "fio-randread-4k.iops", 0.45),
                LevelPair.parse("L1/L0"),
                Map.of("true", 0.061));
        Path file = Files.writeString(folder.resolve("own.yaml"), ThresholdWriter.toYaml("own: 'x'", Tier.KVM, ratios));
        Thresholds read = ThresholdFiles.load(
                Settings.from(key -> key.equals("nestlab.thresholds") ? Optional.of(file.toString()) : Optional.empty())
                        .experiments());
        ratios.forEach((levels, metrics) ->
                metrics.forEach((metric, ratio) -> assertThat(read.of(Tier.KVM, levels, metric))
                        .hasValueSatisfying(threshold -> {
                            assertThat(((Threshold.AtLeast) threshold).ratio()).isEqualTo(ratio);
                            assertThat(threshold.source()).startsWith(file + ":");
                            assertThat(threshold.starter()).isFalse();
                        })));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ThresholdFiles.load(Settings.from(
                                k -> k.equals("nestlab.thresholds") ? Optional.of("/no/such.yaml") : Optional.empty())
                        .experiments()))
                .hasMessage("setting 'nestlab.thresholds' is '/no/such.yaml': there is no such file");
    }
}
