package org.nestlab.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.nestlab.allure.Run.all;
import static org.nestlab.allure.Run.labels;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.assertion.NestlabAssertions;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentListener;

class AllureExperimentListenerTests {

    @TempDir
    Path results;

    static class AFactory {
        private static final FakeLab LAB = new FakeLab("bbbb0001");

        @TestFactory
        Stream<DynamicTest> l2AgainstL1() {
            LAB.up();
            Experiment experiment = ended(Measurements.experiment(
                    "1001", Measurements.within(), Measurements.exceeded(), Measurements.notJudged()));
            return experiment.comparisons().stream()
                    .map(comparison -> comparison.metric().name())
                    .map(metric -> dynamicTest(metric, () -> {
                        // as the extension does around every dynamic test
                        LAB.label("lab", "kvm-in-kvm");
                        NestlabAssertions.assertThat(experiment).meetsThreshold(metric);
                    }));
        }

        @AfterAll
        static void down() {
            LAB.down("");
        }
    }

    @Test
    void eachDynamicTestCarriesItsOwnMetricAlone() {
        Run run = Run.of(results, AFactory.class);

        JsonNode exceeded = run.test("fio-randread-4k.iops");
        assertThat(exceeded.path("status").asText()).isEqualTo("failed");
        assertThat(labels(exceeded, "metric")).containsExactly("fio-randread-4k.iops");
        assertThat(labels(exceeded, "level")).containsExactly("L2/L1");
        assertThat(labels(exceeded, "verdict")).containsExactly("exceeded");
        assertThat(labels(exceeded, "lab")).containsExactly("kvm-in-kvm");
        assertThat(labels(exceeded, "tier")).containsExactly("emulated");
        assertThat(labels(exceeded, "kernel.L1")).containsExactly("6.1.0-28-cloud-amd64");
        assertThat(labels(exceeded, "qemu.L0")).containsExactly("10.0.2 (1:10.0.2+ds-2~bpo12)");
        assertThat(all(exceeded.path("attachments"), "name"))
                .containsExactly(
                        "L2/L1 fio-randread-4k.iops pairs: exceeded",
                        "L2/L1 fio-randread-4k.iops validity",
                        "L2/L1 fingerprints",
                        "plan of kvm-in-kvm",
                        "L1 hypervisor domain XML as planned");
        assertThat(labels(run.test("sysbench-cpu.events"), "verdict")).containsExactly("within");
        assertThat(labels(run.test("exit-probe.cpuid"), "verdict")).containsExactly("not judged");
    }

    @Test
    void theStepsOfTheLabGoToTheFirstOfThem() {
        Run run = Run.of(results, AFactory.class);

        assertThat(all(run.test("sysbench-cpu.events").path("steps").path(0).path("steps"), "name"))
                .containsExactly("L1 hypervisor: wait for login", "L2 guest: wait for login");
        assertThat(run.test("fio-randread-4k.iops").path("steps")).isEmpty();
    }

    @Test
    void theTablesOfTheWholeExperimentGoToTheFirstOfThemAndToNoOther() {
        Run run = Run.of(results, AFactory.class);

        JsonNode first = run.test("sysbench-cpu.events").path("attachments");
        assertThat(all(first, "name"))
                .containsExactly(
                        "L1 hypervisor domain XML as planned",
                        "L2/L1 overhead",
                        "L2/L1 overhead",
                        "L2/L1 pairs",
                        "L2/L1 sysbench-cpu.events pairs: within",
                        "L2/L1 sysbench-cpu.events validity",
                        "L2/L1 fingerprints");
        assertThat(run.attachment(first.path(1)))
                .contains("sysbench-cpu.events", "fio-randread-4k.iops", "exit-probe.cpuid");
        assertThat(first.path(2).path("type").asText()).isEqualTo("text/csv");
        assertThat(run.attachment(first.path(3))).contains("\nfio-randread-4k.iops: exceeded, 0.300 of the reference");
        assertThat(all(run.test("exit-probe.cpuid").path("attachments"), "name"))
                .doesNotContain("L2/L1 overhead", "L2/L1 pairs");
    }

    @Test
    void thePictureIsOneOfItsPairs() {
        Run run = Run.of(results, AFactory.class);

        JsonNode picture = run.test("fio-randread-4k.iops").path("attachments").path(0);
        assertThat(picture.path("type").asText()).isEqualTo("image/svg+xml");
        assertThat(picture.path("source").asText()).endsWith(".svg");
        assertThat(run.attachment(picture)).startsWith("<svg").contains("fio-randread-4k.iops");
    }

    @Test
    void parametersTellTheNumbersAndAreNoPartOfTheTestsIdentity() {
        Run run = Run.of(results, AFactory.class);

        JsonNode parameters = run.test("fio-randread-4k.iops").path("parameters");
        assertThat(all(parameters, "name"))
                .containsExactly(
                        "lab", "tier", "L2/L1 fio-randread-4k.iops", "machines", "profile", "seed", "experiment");
        assertThat(all(parameters, "value"))
                .element(2)
                .asString()
                .matches(
                        "ratio 0\\.299 \\(.* 9 pairs.*\\), expected at least 0\\.45 \\(thresholds\\.yaml:12\\), exceeded");
        assertThat(all(parameters, "value")).contains("L2 guest against L1 hypervisor", "quick", "42");
        assertThat(all(parameters, "excluded")).containsOnly("true");
    }

    @Test
    void theFactsThatTheVerdictRestsOnAreThere() {
        Run run = Run.of(results, AFactory.class);

        assertThat(run.attachment(
                        run.test("fio-randread-4k.iops").path("attachments").path(1)))
                .matches("""
                        (?s)verdict  exceeded: 0\\.300 of the reference
                        ratio    0\\.299 \\([^\\n]*\\)
                        pairs    9 of this run, 0 of earlier ones, 1 thrown away
                        order    L2 guest first in 3 of 9 pairs, by a coin with the seed 42
                        profile  quick, took 61 s

                        equal on both sides
                          fio = 3\\.33

                        how it was measured
                          block = 4 KiB

                        what both machines look like
                          vcpus = 2

                        thrown away
                          pair 4: L2 guest: fio's JSON ends in the middle

                        not proven
                          L2 guest: bytes read: not provable: run as root \\(9 of 9 pairs\\)

                        noted
                          pair 2: the host was not quiet
                        """);
    }

    @Test
    void theFingerprintsOfBothSidesStandBesideEachOther() {
        Run run = Run.of(results, AFactory.class);
        Experiment experiment = Measurements.experiment("1001");

        assertThat(run.attachment(
                        run.test("fio-randread-4k.iops").path("attachments").path(2)))
                .isEqualTo("""
                        fingerprint %s: equal for runs whose evidence may be put together

                        L2 guest against L1 hypervisor
                          ≠ cpu: AMD EPYC (nested) | AMD EPYC
                          ≠ cpus: 2 | -
                            kernel: 6.1.0-28-cloud-amd64

                        both: what must be equal
                            L0.kernel: 6.1.0-41-amd64
                            L0.qemu: 10.0.2 (1:10.0.2+ds-2~bpo12)
                            image: 1f2e3d4c
                            tier: emulated

                        both: what else may explain a change
                            L0.governor: performance
                        """.formatted(experiment.design().fingerprint().id()));
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class InOneTestAndInAnother {
        private static final Experiment EXPERIMENT =
                Measurements.experiment("2001", Measurements.within(), Measurements.exceeded());

        @Test
        @Order(1)
        void measuresAndAsks() {
            ended(EXPERIMENT);
            NestlabAssertions.assertThat(EXPERIMENT).meetsThreshold("sysbench-cpu");
        }

        @Test
        @Order(2)
        void asksForMore() {
            NestlabAssertions.assertThat(EXPERIMENT).meetsThreshold("fio-randread-4k.iops");
        }

        @Test
        @Order(3)
        void asksForNothing() {}
    }

    @Test
    void whatATestMeasuresItHasOnceAndAnotherOnlyWhatItAsksFor() {
        Run run = Run.of(results, InOneTestAndInAnother.class);

        assertThat(labels(run.test("measuresAndAsks"), "metric"))
                .containsExactly("sysbench-cpu.events", "fio-randread-4k.iops");
        assertThat(all(run.test("measuresAndAsks").path("attachments"), "name"))
                .containsExactly(
                        "L2/L1 overhead",
                        "L2/L1 overhead",
                        "L2/L1 pairs",
                        "L2/L1 sysbench-cpu.events pairs: within",
                        "L2/L1 sysbench-cpu.events validity",
                        "L2/L1 fio-randread-4k.iops pairs: exceeded",
                        "L2/L1 fio-randread-4k.iops validity",
                        "L2/L1 fingerprints");
        assertThat(labels(run.test("asksForMore"), "metric")).containsExactly("fio-randread-4k.iops");
        assertThat(all(run.test("asksForMore").path("attachments"), "name"))
                .doesNotContain("L2/L1 overhead", "L2/L1 pairs");
        assertThat(run.test("asksForNothing").path("attachments")).isEmpty();
    }

    private static Experiment ended(Experiment experiment) {
        tell(listener -> listener.ended(experiment));
        return experiment;
    }

    private static void tell(Consumer<ExperimentListener> news) {
        List<ExperimentListener> listeners = ServiceLoader.load(ExperimentListener.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(listeners).hasAtLeastOneElementOfType(AllureExperimentListener.class);
        listeners.forEach(news);
    }
}
