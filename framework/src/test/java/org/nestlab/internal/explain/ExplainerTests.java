package org.nestlab.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.explain.Explanation;
import org.nestlab.explain.LevelExits;
import org.nestlab.fake.FakeGuest;
import org.nestlab.internal.exits.Traced;
import org.nestlab.spec.Tier;
import org.nestlab.workload.FakeTestbed;
import org.nestlab.workload.InvalidMeasurementException;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

class ExplainerTests {

    private static final Metric READS = Metric.higherIsBetter("reads.iops", "IOPS");

    private final FakeGuest l1 = Traced.kernel(FakeGuest.l1(), Traced.KVM_EXIT);
    private final FakeGuest l2 = l1.withGuest();
    private Supplier<Measurement> measured = () -> Measurement.of(READS, 750).withOperations(3_000);

    private final class Reads implements Workload {
        @Override
        public String name() {
            return "reads";
        }

        @Override
        public List<Metric> metrics() {
            return List.of(READS);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public Measurement measure(Testbed testbed) {
            assertThat(l2.suspended).isFalse();
            return measured.get();
        }
    }

    private Explanation explain() {
        return new Explainer(l2, "0badcafe", Tier.EMULATED, KnownReasons.own()).explain(new Reads(), new FakeTestbed());
    }

    @Test
    void theReasonsAreToldByNameForEachOperationWithWhatIsKnownOfThem() {
        l2.exits(500_000, 513_694);

        assertThat(ExplanationText.lines(explain()))
                .containsExactly(
                        "L2:reads, emulated tier: 3,000 operations",
                        "reads.iops: 750 IOPS while exits were counted, 750 before (one visit each)",
                        "",
                        "L2 guest on the KVM of L1 hypervisor (amd): 13,694 exits, 4.56 for an operation; KVM's own statistic: 13,694",
                        "  MSR           3,332  24.3 %    1.111 an operation",
                        "  NPF           3,045  22.2 %    1.015 an operation",
                        "  HLT           2,926  21.4 %    0.975 an operation",
                        "  INTR          2,547  18.6 %    0.849 an operation",
                        "  VINTR         1,584  11.6 %    0.528 an operation",
                        "  CPUID           260   1.9 %    0.087 an operation",
                        "State of L1 hypervisor: avic=N clocksource=kvm-clock kvm_amd=loaded npt=Y",
                        "",
                        "MSR: The guest used a model-specific register. Those of the timer and of the x2APIC are used for each sleep and interrupt."
                                + " AVIC, which avoids some of them, is off at this level.",
                        "NPF: The guest used memory that its nested page tables do not map: new memory, or the registers of a device."
                                + " Each notification of a virtio disk is one.",
                        "HLT: The guest had nothing to do and waits for a device or a timer.",
                        "Every exit is one to the KVM of L1 hypervisor, as no KVM runs that machine itself.");
        assertThat(l2.history)
                .containsExactly("suspend L2 guest", "resume L2 guest", "suspend L2 guest", "resume L2 guest");
        assertThat(Traced.removals(l1)).isEqualTo(1);
    }

    @Test
    void theSameAsJson() throws Exception {
        l2.exits(500_000, 513_694);

        JsonNode json = new ObjectMapper().readTree(ExplanationJson.render(explain()));

        assertThat(json.get("target").asText()).isEqualTo("L2:reads");
        JsonNode level = json.get("levels").get(0);
        assertThat(level.get("exits").asLong()).isEqualTo(level.get("statistic").asLong());
        assertThat(level.get("reasons").get(0).get("reason").asText()).isEqualTo("MSR");
        assertThat(level.get("reasons").get(0).get("count").asLong()).isEqualTo(3_332);
        assertThat(level.has("handed")).isFalse();
    }

    @Test
    void anExitThatWasHandedOnIsMultiplied() {
        Traced.kernel(l1, Traced.KVM_EXIT + """
                == kvm_nested_vmexit
                { exit_reason:       1024 } hitcount:       3045
                    Dropped: 0
                == kvm_nested_vmexit_inject
                { exit_reason:       1024 } hitcount:        609
                    Dropped: 0
                """);
        l2.exits(0, 13_694);

        LevelExits level = explain().levels().get(0);

        assertThat(level.handedShare()).hasValue(0.2);
        assertThat(level.multiplication()).hasValue((13_694 - 3_045) / 3_045.0);
        assertThat(ExplanationText.lines(explain()))
                .contains(
                        "Guests inside L2 guest: 3,045 exits, 20.0 % of them handed to it; each costs 3.50 exits of its own");
    }

    @Test
    void aCounterThatWasSetBackProvesNothing() {
        l2.exits(500_000, 12);

        assertThat(String.join("\n", ExplanationText.lines(explain())))
                .contains("KVM's own statistic did not grow, or was set back")
                .doesNotContain("note:");
    }

    @Test
    void reasonsThatAreNotKvmsOwnCountAreNotToBeTrusted() {
        l2.exits(0, 20_000);

        assertThat(explain().notes())
                .containsExactly(
                        "L2 guest: the reasons are of 13694 exits, and KVM's own statistic grew by 20000; do not trust the reasons");
    }

    @Test
    void withoutOperationsThereIsNoFigureForOne() {
        measured = () -> Measurement.of(READS, 750).withOperations(0);
        l2.exits(0, 13_694);

        Explanation explanation = explain();

        assertThat(explanation.operations()).isZero();
        assertThat(ExplanationText.lines(explanation))
                .contains("  MSR           3,332  24.3 %")
                .first()
                .isEqualTo("L2:reads, emulated tier: the workload counts no operations, so there is no figure for one");
    }

    @Test
    void aFirstVisitThatCannotBeTrustedLeavesTheReasonsAsTheyAre() throws Exception {
        l2.exits(0, 13_694);
        measured = new Supplier<>() {
            private int visits;

            @Override
            public Measurement get() {
                if (++visits == 1) {
                    throw new InvalidMeasurementException("the log of IOPS is empty");
                }
                return Measurement.of(READS, 750).withOperations(3_000);
            }
        };

        Explanation explanation = explain();

        assertThat(ExplanationText.lines(explanation))
                .contains(
                        "reads.iops: 750 IOPS while exits were counted, unknown before (one visit each)",
                        "  MSR           3,332  24.3 %    1.111 an operation",
                        "note: the figure without counting is not known: the log of IOPS is empty");
        assertThat(new ObjectMapper()
                        .readTree(ExplanationJson.render(explanation))
                        .has("uncounted"))
                .isFalse();
    }

    @Test
    void nothingIsLeftOfAGuestThatDiesWhileItIsCounted() {
        l2.exits(0);
        measured = new Supplier<>() {
            private int visits;

            @Override
            public Measurement get() {
                if (++visits == 2) {
                    l2.refuses = "the domain is gone";
                    throw new GuestCrashedException("L2 guest: kernel panicked");
                }
                return Measurement.of(READS, 750);
            }
        };

        assertThatThrownBy(this::explain)
                .isInstanceOf(GuestCrashedException.class)
                .hasMessage("L2 guest: kernel panicked");
        assertThat(Traced.removals(l1)).isEqualTo(1);
    }

    @Test
    void whatFailsInTheEndIsToldBesideWhatFailedFirst() {
        l2.exits(0);
        l1.answers.failOn("== $event", 1, "cat: hist: No such file");
        l1.answers.failOn("until rmdir", 1, "rmdir: busy");

        assertThatThrownBy(this::explain)
                .hasMessageContaining("cat: hist: No such file")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(ProvisioningException.class));
        assertThat(l2.suspended).isFalse();
    }

    @Test
    void aKernelThatCannotCountLeavesTheGuestRunning() {
        Traced.refuse(l1, 1, "the kernel has no event kvm:kvm_exit; load kvm_amd or kvm_intel");

        assertThatThrownBy(this::explain)
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageEndingWith("the kernel has no event kvm:kvm_exit; load kvm_amd or kvm_intel");
        assertThat(l2.suspended).isFalse();
    }

    @Test
    void anEmulatedGuestHasNoExits() {
        assertThatThrownBy(() -> new Explainer(l1, "0badcafe", Tier.EMULATED, KnownReasons.own())
                        .explain(new Reads(), new FakeTestbed()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L1 hypervisor: it is emulated, and so has no exits to KVM; on the tier emulated they begin at L2");
    }
}
