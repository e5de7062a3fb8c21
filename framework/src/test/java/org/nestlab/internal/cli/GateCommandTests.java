package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.NoAnswerException;
import org.nestlab.experiment.Experiment;
import org.nestlab.internal.exits.Traced;
import org.nestlab.workload.InvalidMeasurementException;

/** On labs that are nothing, with the real workload, experiment, SQLite file and gate. */
class GateCommandTests extends GateFixture {

    private static final String DOES_NOT_BOOT = "L1 hypervisor: kernel panic";

    @Test
    void equalStacksAreToldAndGood() throws IOException {
        int status =
                gate("--candidate", "L1.kernel=image", "--workload", "L1:sysbench-cpu-single,L2:sysbench-cpu-single");

        assertThat(labs.out.toString())
                .contains("A/A: the two stacks are equal, so that every difference is noise\n")
                .contains("  ok      the lab boots, L1 to L2\n")
                .contains("  ok      L1 hypervisor: its CPUs are run by TCG\n")
                .contains("  ok      L1 hypervisor: KVM is usable\n")
                .contains("  ok      L2 guest: its CPUs are run by KVM\n")
                .containsPattern("L1, candidate to baseline .*\\n  sysbench-cpu-single.events +within +ratio (0.9|1.0)")
                .containsPattern("L2, candidate to baseline .*\\n  sysbench-cpu-single.events +within +ratio (0.9|1.0)")
                .containsPattern("\\ngood: all 6 metrics are within their limits \\(\\d+ s\\)\\nall of it is in ");
        assertThat(status).isZero();
        assertThat(Files.readString(folder.resolve("gate.json")))
                .contains("\"outcome\" : \"good\"", "\"exitStatus\" : 0", "\"ofItself\" : true", "\"level\" : \"L2\"");
    }

    @Test
    void eachPairIsAFreshBootOfBothInAnOrderOfChance() {
        gate("--candidate", "L1.cmdline=debug", "--workload", "L1:sysbench-cpu-single");

        List<String> boots = labs.engine.log.stream()
                .filter(line -> line.startsWith("up "))
                .map(line -> line.replaceAll("up kvm-in-kvm (\\w+)#.*", "$1"))
                .toList();
        assertThat(boots.subList(0, 2)).containsExactly("baseline", "candidate");
        for (int pair = 2; pair + 1 < boots.size(); pair += 2) {
            assertThat(boots.subList(pair, pair + 2)).containsExactlyInAnyOrder("baseline", "candidate");
        }
        assertThat(boots.size()).isGreaterThanOrEqualTo(12).isEven();
        assertThat(labs.engine.up).hasValue(0);
        assertThat(labs.engine.mostUp).hasValue(1);
    }

    @Test
    void whatASlowerCandidateExitsForIsTheFirstLineOfTheCause() throws IOException {
        labs.speed = lab -> (lab.endsWith("candidate") ? 700 : 1000) * labs.noise();
        labs.exits = lab -> lab.endsWith("candidate") ? Traced.KVM_EXIT.replace("3045", "9135") : Traced.KVM_EXIT;

        assertThat(gate("--candidate", "L1.cmdline=nestlab.burn=0", "--workload", "L2:sysbench-cpu-single"))
                .isEqualTo(1);

        assertThat(labs.out.toString()).containsPattern("""
                        what the guest exits for otherwise, in a boot of its own of each stack
                          L2:sysbench-cpu-single +NPF per operation \\d+\\.\\d → \\d+\\.\\d
                        """);
        assertThat(Files.readString(folder.resolve("gate.json"))).contains("\"reason\" : \"NPF\"");
        assertThat(labs.engine.up).hasValue(0);
    }

    @Test
    void whereTheCountedVisitIsNotTrustedTheVerdictStays() {
        labs.speed = lab -> (lab.endsWith("candidate") ? 700 : 1000) * labs.noise();
        labs.breakage = new InvalidMeasurementException("L2 guest: fio's log of IOPS is empty");
        labs.breaks = visit -> labs.out.toString().contains("counting exits by reason");

        assertThat(gate("--candidate", "L1.cmdline=nestlab.burn=0", "--workload", "L2:sysbench-cpu-single"))
                .isEqualTo(1);

        assertThat(labs.out.toString()).contains("\nworse: L2 sysbench");
        assertThat(labs.err.toString() + labs.out).contains("no exits by reason: L2 guest: fio's log of IOPS is empty");
        assertThat(labs.engine.up).hasValue(0);
    }

    @Test
    void whereExitsCannotBeCountedTheVerdictStays() {
        labs.speed = lab -> (lab.endsWith("candidate") ? 700 : 1000) * labs.noise();
        labs.exits = lab -> "";

        assertThat(gate("--candidate", "L1.cmdline=nestlab.burn=0", "--workload", "L2:sysbench-cpu-single"))
                .isEqualTo(1);

        assertThat(labs.out.toString()).contains("\nworse: L2 sysbench").doesNotContain("exits for otherwise");
        assertThat(labs.err.toString() + labs.out)
                .contains("no exits by reason: L1 hypervisor: the histogram of kvm_exit is not there any more");
        assertThat(labs.engine.up).hasValue(0);
    }

    @Test
    void aSlowerCandidateIsWorseAndKeptWithItsStack() {
        labs.speed = lab -> (lab.endsWith("candidate") ? 700 : 1000) * labs.noise();

        assertThat(gate("--candidate", "L1.cmdline=nestlab.burn=0", "--workload", "L2:sysbench-cpu-single"))
                .isEqualTo(1);

        assertThat(labs.out.toString())
                .contains("baseline   the lab as it is\ncandidate  L1.cmdline=nestlab.burn=0\n")
                .contains("  L1.cmdline: the lab's own, then nestlab.burn=0\n")
                .containsPattern("expected at most 10 % worse: surely worse, and by more than half of that\n")
                .containsPattern(
                        "\\nworse: L2 sysbench-cpu-single.events, L2 sysbench-cpu-single.latency-p10, L2 sysbench-cpu-single.latency-p95 \\(\\d+ s\\)");
        Experiment kept = kept().get(0);
        assertThat(kept.design().test()).isEqualTo("nestlab gate");
        assertThat(kept.design().lab()).isEqualTo("kvm-in-kvm");
        assertThat(kept.design().levels()).hasToString("L2/L2");
        assertThat(kept.design().subject()).isEqualTo("L2 of the candidate");
        assertThat(kept.design().setup())
                .containsEntry("candidate", "L1.cmdline=nestlab.burn=0")
                .containsEntry("baseline", "");
    }

    @Test
    void aThresholdOfTheFileGoesBeforeTheTolerance() throws IOException {
        labs.speed = lab -> (lab.endsWith("candidate") ? 800 : 1000) * labs.noise();
        Path file = Files.writeString(folder.resolve("thresholds.yaml"), """
                emulated:
                  L1/L1:
                    sysbench-cpu-single.events: {noWorse: 0.5}
                    sysbench-cpu-single.latency-p10: 0.6
                    sysbench-cpu-single.latency-p95: 0.6
                """);
        assertThat(gate(
                        "--candidate",
                        "L1.cmdline=debug",
                        "--workload",
                        "L1:sysbench-cpu-single",
                        "--thresholds",
                        file.toString()))
                .isZero();
    }

    @Test
    void tooFewPairsTellNothingAndTheNextRunGoesOn() {
        String[] arguments = {"--candidate", "L1.cmdline=debug", "--workload", "L1:sysbench-cpu-single", "--pairs", "4"
        };
        assertThat(gate(arguments)).isEqualTo(125);
        assertThat(labs.out.toString())
                .containsPattern(
                        "\\ncannot tell: not decided: L1 sysbench-cpu-single.events, L1 sysbench-cpu-single.latency-p10, L1 sysbench-cpu-single.latency-p95 \\(");
        assertThat(gate(arguments)).isZero();
        assertThat(labs.out.toString()).containsPattern("ratio .*[5-8] pairs.*; 4 of them of earlier runs\\n");
    }

    @Test
    void evidenceOfOtherStacksIsNotGoneOnFrom() {
        String[] arguments = {"--workload", "L1:sysbench-cpu-single", "--pairs", "4", "--candidate"};
        List<String> first = new ArrayList<>(List.of(arguments));
        first.add("L1.cmdline=debug");
        gate(first.toArray(String[]::new));
        first.set(first.size() - 1, "L1.cmdline=nokaslr");
        assertThat(gate(first.toArray(String[]::new))).isEqualTo(125);
        assertThat(labs.out.toString()).doesNotContain("of earlier runs");
    }

    @Test
    void evidenceOfAnotherMachineIsRefusedWithTheDifference() {
        String[] arguments = {"--candidate", "L1.cmdline=debug", "--workload", "L1:sysbench-cpu-single", "--pairs", "4"
        };
        labs.change = (lab, guest) -> guest.answers.on("uname -v", "kernel=6.1.0-56\n");
        gate(arguments);
        labs.change = (lab, guest) -> guest.answers.on("uname -v", "kernel=6.1.0-57\n");

        assertThat(gate(arguments)).isEqualTo(125);

        assertThat(labs.out.toString())
                .doesNotContain("of earlier runs")
                .containsPattern(
                        "note: experiment [0-9a-f]{8} is not continued, because it was measured on something else: "
                                + "baseline.L1.kernel was 6.1.0-56, is 6.1.0-57; baseline.L2.kernel was 6.1.0-56, is 6.1.0-57; "
                                + "candidate.L1.kernel was 6.1.0-56, is 6.1.0-57; and 1 more\n");
    }

    @Test
    void aCandidateThatDoesNotBootDoesNotWork() {
        labs.engine.failing("kvm-in-kvm candidate", new GuestCrashedException(DOES_NOT_BOOT));
        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(3);
        assertThat(labs.out.toString())
                .contains("does the candidate work\n  FAILED  the lab boots, L1 to L2: L1 hypervisor: kernel panic\n")
                .containsPattern("\\ndoes not work: the candidate failed the check 'the lab boots, L1 to L2' \\(");
        assertThat(labs.engine.log).filteredOn(line -> line.startsWith("up ")).hasSize(1);
    }

    @Test
    void aCandidateThatTheEmulationBrokeTellsNothing() {
        labs.engine.failing(
                "kvm-in-kvm candidate",
                new EmulatorFaultException("L1 hypervisor: its CPU\nlibvirt is gone", new IllegalStateException()));
        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(125);
        assertThat(labs.out.toString())
                .containsPattern("\\ncannot tell: whether the candidate works: L1 hypervisor: its CPU \\(");
    }

    @Test
    void aCandidateThatCrashesInTwoStartsDoesNotWorkAndBothAreTold() {
        GuestCrashedException second = new GuestCrashedException(DOES_NOT_BOOT);
        second.addSuppressed(new GuestCrashedException("L2 guest: kernel oops\nof line two"));
        labs.engine.failing("kvm-in-kvm candidate", second);
        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(3);
        assertThat(labs.out.toString())
                .contains("L1 hypervisor: kernel panic", "start 1 before it failed, too: L2 guest: kernel oops\n");
    }

    @Test
    void bootsThatWereStartedAgainAreToldAndCounted() {
        labs.engine.startingAgain("kvm-in-kvm candidate", "a guest crashed: L2 guest: kernel oops");
        assertThat(gate("--candidate", "L1.cmdline=debug", "--workload", "L1:sysbench-cpu-single"))
                .isZero();
        assertThat(labs.out.toString())
                .contains(
                        "  ok      the lab boots, L1 to L2, in its start 2 (started again, as a guest crashed: L2 guest: kernel oops)\n",
                        "candidate: started again, as a guest crashed: L2 guest: kernel oops\n")
                .containsPattern(
                        "\\d+ labs were started \\d+ times: \\d+ times again, as the emulation broke a guest \\(\\d+\\)\\n");
    }

    @Test
    void aBaselineThatDoesNotBootIsNoVerdictOnTheCandidate() {
        labs.engine.failing("kvm-in-kvm baseline", new GuestCrashedException(DOES_NOT_BOOT));
        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(3);
        assertThat(labs.out.toString())
                .containsPattern("\\ndoes not work: the baseline failed the check 'the lab boots, L1 to L2' \\(");
        assertThat(labs.engine.log).noneMatch(line -> line.contains("candidate"));
    }

    @Test
    void aCandidateWithoutKvmDoesNotWork() {
        labs.change = (lab, guest) -> {
            if (lab.name().endsWith("candidate")) {
                guest.answers.on("KVM_CREATE_VM", "present=no\n");
            }
        };
        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(3);
        assertThat(labs.out.toString())
                .contains("  FAILED  L1 hypervisor: KVM is usable: ")
                .containsPattern("\\ndoes not work: the candidate failed the check 'L1 hypervisor: KVM is usable' \\(");
    }

    @Test
    void aParameterThatTheKernelPassedOverIsFound() {
        labs.change = (lab, guest) -> guest.answers.on("cat /sys/module/kvm_amd/parameters/npt", "Y\n");
        assertThat(gate("--candidate", "L1.kvm_amd.npt=0")).isEqualTo(3);
        assertThat(labs.out.toString())
                .contains(
                        "  FAILED  L1 hypervisor: kvm_amd.npt is 0: L1 hypervisor: /sys/module/kvm_amd/parameters/npt holds 'Y', and '0' was asked for\n");
        assertThat(gate("--candidate", "L1.kvm_amd.npt=1", "--workload", "L1:sysbench-cpu-single"))
                .isZero();
    }

    @Test
    void aGuestThatDiesWhileItIsMeasuredDoesNotWork() {
        labs.breaks = visit -> visit == 4;
        labs.breakage = new GuestCrashedException(DOES_NOT_BOOT);
        assertThat(gate("--candidate", "L1.cmdline=debug", "--workload", "L1:sysbench-cpu-single"))
                .isEqualTo(3);
        assertThat(labs.out.toString())
                .containsPattern(
                        "\\ndoes not work: the (candidate|baseline) failed while it was measured: L1 hypervisor: kernel panic \\(");
        assertThat(labs.engine.up).hasValue(0);
    }

    @Test
    void aGuestThatHangsWhileItIsMeasuredTellsNothing() {
        labs.breaks = visit -> visit == 4;
        labs.breakage = new NoAnswerException("L1 hypervisor: it does not answer");
        assertThat(gate("--candidate", "L1.cmdline=debug", "--workload", "L1:sysbench-cpu-single"))
                .isEqualTo(125);
        assertThat(labs.out.toString())
                .containsPattern(
                        "\\ncannot tell: the (candidate|baseline) failed while it was measured: L1 hypervisor: it does not answer \\(");
    }

    @Test
    void whateverElseGoesWrongIsNobodysVerdict() {
        labs.engine.failing("kvm-in-kvm baseline", new HostNotCapableException("L0 host: no memory"));
        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(125);
        assertThat(labs.out.toString()).endsWith("cannot tell: L0 host: no memory\n");

        labs.engine.failing("kvm-in-kvm baseline", new IllegalStateException("a bug"));
        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(125);
        assertThat(labs.err.toString()).contains("a bug");
    }

    @Test
    void anErrorOfTheJvmIsNobodysVerdictEither() {
        labs.change = (lab, guest) -> {
            throw new NoClassDefFoundError("org/nestlab/Missing");
        };

        assertThat(gate("--candidate", "L1.cmdline=debug")).isEqualTo(125);
        assertThat(labs.err.toString()).contains("NoClassDefFoundError: org/nestlab/Missing");
    }

    @Test
    void whatIsAskedWronglyIsSaid() {
        assertThat(gate()).isEqualTo(2);
        assertThat(gate("--candidate", "kernel=image")).isEqualTo(2);
        assertThat(gate("--candidate", "L1.cmdline=a", "--workload", "sysbench"))
                .isEqualTo(2);
        assertThat(gate("--candidate", "L1.cmdline=a", "--workload", "L3:sysbench-cpu-single"))
                .isEqualTo(2);
        assertThat(gate("--candidate", "L1.cmdline=a", "--tolerance", "1")).isEqualTo(2);
        assertThat(gate("--candidate", "L1.cmdline=a", "--workload", "L1:hackbench,L1:hackbench"))
                .isEqualTo(2);
        assertThat(labs.err.toString())
                .contains("Missing required option: '--candidate=STACK'")
                .contains(
                        "nestlab: stack entry 'kernel=image': 'kernel' names no level; expected LEVEL.KEY=VALUE, like L1.kernel=image\n",
                        "nestlab: 'sysbench' is not a valid workload of a level; expected LEVEL:NAME, like L2:sysbench-cpu-single\n",
                        "nestlab: a workload for L3, and the levels of lab 'kvm-in-kvm' whose guests are booted are L1 to L2\n",
                        "nestlab: the tolerance is 1.0; expected more than 0 and less than 1, like 0.10\n",
                        "nestlab: workload 'L1:hackbench' is there twice\n");
        assertThat(labs.engine.log).isEmpty();
    }
}
