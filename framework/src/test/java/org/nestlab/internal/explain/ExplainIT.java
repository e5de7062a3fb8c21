package org.nestlab.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nestlab.explain.Explanation;
import org.nestlab.explain.LevelExits;
import org.nestlab.internal.engine.KeptEvidence;
import org.nestlab.internal.engine.LibvirtLabEngine;
import org.nestlab.internal.exits.ExitTrace;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.testbed.MachinePair;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Fio;
import org.nestlab.workload.Timing;

/** Exits by reason on a real L1 and L2. */
@ExtendWith(KeptEvidence.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExplainIT {

    private static final Timing TIMING =
            new Timing(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2));

    /** What somebody else traces in L1, in the main instance and in one of their own. */
    private static final String SOMEBODY = """
            unshare -m --propagation private sh -c '
              grep -q " /sys/kernel/tracing tracefs " /proc/self/mounts || mount -t tracefs none /sys/kernel/tracing || exit 1
              cd /sys/kernel/tracing || exit 1
              %s'
            """;

    private static RunningLab lab;
    private static Guest l1;
    private static Guest l2;

    @BeforeAll
    static void bringUp() {
        lab = new LibvirtLabEngine().bringUp(LabSpec.overhead(), Settings.fromSystemProperties());
        l1 = lab.guests().get(0);
        l2 = l1.guests().get(0);
    }

    @AfterAll
    static void takeDown() {
        lab.close();
    }

    @Test
    @Order(1)
    void theReasonsAreOfTheExitsThatKvmCountsAndNobodyElsesTraceIsTouched() {
        String mounts = l1.run("grep -c tracefs /proc/mounts").text();
        inTracefs("mkdir instances/somebody; for t in events instances/somebody/events; do"
                + " echo hist:keys=exit_reason >$t/kvm/kvm_exit/trigger; done");

        Explanation explanation;
        try (MachinePair pair = MachinePair.open(l2, l2, lab, TIMING)) {
            explanation = new Explainer(l2, lab.id(), lab.tier(), KnownReasons.own())
                    .explain(Fio.randomRead4k(), pair.subject());
        }
        ExplanationText.lines(explanation).forEach(System.out::println);

        LevelExits exits = explanation.exits();
        assertThat(exits.total()).isGreaterThan(1_000);
        assertThat(exits.gap().orElseThrow()).isLessThanOrEqualTo(0.01);
        assertThat(exits.reasons()).noneMatch(reason -> reason.name().startsWith("0x"));
        assertThat(explanation.operations()).isGreaterThan(100);
        assertThat(inTracefs("ls instances; grep -c ^hist: events/kvm/kvm_exit/trigger"
                        + " instances/somebody/events/kvm/kvm_exit/trigger"))
                .isEqualTo("somebody\nevents/kvm/kvm_exit/trigger:1\ninstances/somebody/events/kvm/kvm_exit/trigger:1");
        assertThat(l2.isSuspended()).isFalse();
        assertThat(l1.run("grep -c tracefs /proc/mounts").text()).isEqualTo(mounts);
    }

    @Test
    @Order(2)
    void nothingIsLeftOfAGuestThatDiesWhileItIsTraced() {
        try (ExitTrace trace = ExitTrace.start(l2, lab.id())) {
            assertThat(inTracefs("ls -d instances/nestlab-*")).isNotEmpty();
            l1.run("""
                            for line in $(grep -lsF -e '%s' /proc/[0-9]*/cmdline); do
                              case $(cat "${line%%/cmdline}/comm") in qemu*) p=${line%%/cmdline}; kill -KILL "${p#/proc/}";; esac
                            done
                            """.formatted(l2.uuid())).orThrow();

            assertThat(trace.read().total()).isNotNegative();
        }
        assertThat(inTracefs("ls -d instances/nestlab-* 2>/dev/null; true")).isEmpty();
    }

    private static String inTracefs(String script) {
        return l1.run(SOMEBODY.formatted(script)).orThrow().text();
    }
}
