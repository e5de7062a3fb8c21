package org.nestlab.internal.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.LevelPair;
import org.nestlab.fake.Untidy;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.Threshold;

/** A file of thresholds is data: nothing is made of its tags, and no bomb of aliases goes off. */
class UntidyThresholdsTests {

    private static final String FILE = """
            emulated:
              L2/L1:
                fio.iops: 0.45
                cpu.one: {atLeast: 0.80, starter: true}
                fork.rate:
                  noWorse: 0.10
            """;

    private static Thresholds read(String text) {
        return Thresholds.read("t.yaml", text);
    }

    @Test
    void files() {
        Untidy.of(FILE)
                .with(
                        "&a ",
                        "*a",
                        "<<: ",
                        "!!java.io.File ",
                        "? ",
                        "- ",
                        "| ",
                        "--- ",
                        "...",
                        "%YAML 9.9\n",
                        "#",
                        "\"\\UFFFFFFFF\"")
                .with("[{", "}]", "  ", "0.45", "!", "{a: ")
                .isReadOrRefused(LabConfigurationException.class, text -> {
                    Thresholds thresholds = read(text);
                    thresholds.unknown(Set.of("fio.iops"));
                    thresholds
                            .of(Tier.EMULATED, LevelPair.parse("L2/L1"), "fio.iops")
                            .ifPresent(threshold -> assertThat(threshold)
                                    .isInstanceOfAny(Threshold.AtLeast.class, Threshold.NoWorse.class));
                });
    }

    /** Each line nine times the one before it: 9^40 scalars, if they were ever written out. */
    @Test
    void aliasesOfAliasesAreRefused() {
        String bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "a%d: &a%1$d [%s]\n".formatted(i, ("*a" + (i - 1) + ", ").repeat(9)))
                        .collect(Collectors.joining());

        assertThatThrownBy(() -> read(bomb)).isInstanceOf(LabConfigurationException.class);
    }

    @Test
    void nothingIsMadeOfATag() {
        assertThatThrownBy(() -> read("kvm: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://192.0.2.1/']]"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "t.yaml:1: not valid YAML: Global tag is not allowed: tag:yaml.org,2002:javax.script.ScriptEngineManager");
    }

    @Test
    void aMapThatHoldsItselfIsRefused() {
        assertThatThrownBy(() -> read("kvm: &a\n  L2/L1: *a\n")).isInstanceOf(LabConfigurationException.class);
    }
}
