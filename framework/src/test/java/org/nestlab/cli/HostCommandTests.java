package org.nestlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCrashedException;
import org.nestlab.NoAnswerException;
import org.nestlab.fake.FakeHost;
import org.nestlab.workload.InvalidMeasurementException;

/** On labs that are nothing, with the real workload, file and rule; a reboot is another answer of the host. */
class HostCommandTests {

    private static final String STATE = "nestlab.state.dir";
    private static final String OLD = "6.1.0-40";
    private static final String NEW = "6.12.1";

    @TempDir
    Path folder;

    private final MeasuredLabs labs = new MeasuredLabs();

    @BeforeEach
    void keepInAFolder() {
        System.setProperty(STATE, folder.toString());
        boot(OLD, "");
    }

    @AfterEach
    void forgetTheFolder() {
        Stream.of(STATE, "nestlab.profile", "nestlab.history.age").forEach(System::clearProperty);
    }

    /** @param more lines of the host's facts */
    private void boot(String kernel, String more) {
        labs.change = (lab, guest) -> {
            guest.answers.on("uname -v", "kernel=6.1.0-57\n");
            if (guest.parent() instanceof FakeHost host) {
                host.answers.on("uname -v", "kernel=%s\ncpuinfo.model name=EPYC\n%s".formatted(kernel, more));
            }
        };
    }

    private int record(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("before", "--workload", "L1:sysbench-cpu-single,L2:sysbench-cpu-single"));
        arguments.addAll(List.of(more));
        return labs.execute(
                new HostRecordCommand(labs::labs, labs::open, uri -> labs.host()), arguments.toArray(String[]::new));
    }

    private int compare(String... arguments) {
        return labs.execute(new HostCompareCommand(labs::labs, labs::open, uri -> labs.host()), arguments);
    }

    private Path file() {
        return folder.resolve("host").resolve("before.json");
    }

    private void perSecond(int events) {
        labs.speed = lab -> events * labs.noise();
    }

    @Test
    void itIsRecordedInFreshBoots() {
        assertThat(record("--boots", "6")).isZero();

        assertThat(labs.out.toString())
                .contains("does the lab work on this host\n", "  ok      the lab boots, L1 to L2\n")
                .contains("boot 1 of 6 is measured\n", "boot 6 of 6 is measured\n")
                .doesNotContain("note: ")
                .endsWith("6 boots are kept in %s: boot the other kernel, then `nestlab host compare before`\n"
                        .formatted(file()));
        assertThat(labs.engine.log).filteredOn(line -> line.startsWith("up ")).hasSize(7);
        assertThat(labs.engine.up).hasValue(0);
    }

    @Test
    void theSameKernelIsCalledWhatItIs() {
        record();

        assertThat(compare("before")).isZero();

        assertThat(labs.out.toString())
                .containsPattern("\\nbaseline   6.1.0-40, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, 8 boots\\n")
                .contains(
                        "\nA/A: the host is what it was, so that every difference is noise, or what changed in between\n")
                .contains("each lower end holds with 95 %, each upper end with 99.75 %\n")
                .containsPattern("\\n  L1 sysbench-cpu-single.events +within +(0.9|1.0)\\d* \\(")
                .contains("\ngood: all 4 metrics are within their limits\nall of it is in " + file());
    }

    @Test
    void aSlowerKernelIsWorseAndTheClaimIsNoStrongerThanItIs() {
        record();
        boot(NEW, "");
        perSecond(700);

        assertThat(compare("before")).isEqualTo(1);

        assertThat(labs.out.toString())
                .contains("\n  L0.kernel was 6.1.0-40, is 6.12.1\n")
                .contains(
                        "\nA/B: between the two sides lies a reboot: what else changed in that time is not told apart from the kernel. Boot the first kernel again and take `--back`, to bound it\n")
                .containsPattern(
                        "\\n  L2 sysbench-cpu-single.events +exceeded +0.[67]\\d+ \\(0.[67]\\d+ to 0.7\\d+\\), wanted 1 with a tolerance of 10 %\\n")
                .contains(
                        "\nworse: L1 sysbench-cpu-single.events, L1 sysbench-cpu-single.latency-p95, L2 sysbench-cpu-single.events, L2 sysbench-cpu-single.latency-p95\n");
        assertThat(compare("before", "--tolerance", "0.7")).isZero();
        assertThat(labs.out.toString())
                .contains(
                        "\nnote: this baseline has had 2 candidates, each of which may be judged wrongly by itself\n");
    }

    @Test
    void theFirstKernelAgainConfirmsIt() {
        record();
        boot(NEW, "");
        perSecond(700);
        compare("before");
        boot(OLD, "");
        perSecond(1000);

        assertThat(compare("before", "--back")).isEqualTo(1);

        assertThat(labs.out.toString())
                .containsPattern("\\nreturn     6.1.0-40, ")
                .contains("\nA/B/A: two reboots lie between the sides. ")
                .containsPattern(
                        "\\n +the baseline's return to its first boots: (0.9|1.0)\\d+ \\(0.9\\d+ to 1.0\\d+\\)\\n");
    }

    @Test
    void aHostThatDriftedTellsNothing() {
        record();
        boot(NEW, "");
        perSecond(700);
        compare("before");
        boot(OLD, "");

        assertThat(compare("before", "--back")).isEqualTo(125);

        assertThat(labs.out.toString())
                .contains(", which is drift\n")
                .containsPattern(
                        "\\ncannot tell: drift: on its first kernel again, the host is not what it was: L1 sysbench-cpu-single.events, ");
    }

    @Test
    void aThirdTryOnTheOldKernelIsNotTakenForTheCandidate() {
        record();
        boot(NEW, "");
        perSecond(700);
        compare("before");
        boot(OLD, "");
        perSecond(1000);
        assertThat(compare("before")).isZero();

        assertThat(compare("before", "--back")).isEqualTo(1);
        assertThat(labs.out.toString()).containsPattern("\\ncandidate  6.12.1, ");
    }

    @Test
    void anotherMachineIsRefusedWithTheDifference() {
        record();
        boot(NEW, "cpuinfo.microcode=0x1\ngovernor=powersave\n");

        assertThat(compare("before")).isEqualTo(2);

        assertThat(labs.err.toString())
                .isEqualTo(
                        "nestlab: the evidence 'before' is of another machine, or of this one set up otherwise: L0.governor was not known, is powersave; L0.microcode was not known, is 0x1; only the kernel of L0 and what comes with it may differ: put the rest back, or record again on the old kernel\n");
        assertThat(labs.out.toString()).doesNotContain("is measured");
    }

    @Test
    void anotherWayOfMeasuringIsRefused() {
        record();
        System.setProperty("nestlab.profile", "standard");

        assertThat(compare("before")).isEqualTo(2);

        assertThat(labs.err.toString())
                .isEqualTo(
                        "nestlab: the evidence 'before' was measured otherwise: measure was 2000 ms, is 5000 ms; profile was quick, is standard; ramp was 500 ms, is 1000 ms; settle was 500 ms, is 1000 ms; measure this host in the same way, or record again on the old kernel\n");
    }

    @Test
    void whatIsNotBackIsNotCalledSo() {
        record();
        assertThat(compare("before", "--back")).isEqualTo(2);
        boot(NEW, "");
        compare("before");
        assertThat(compare("before", "--back")).isEqualTo(2);

        assertThat(labs.err.toString()).isEqualTo("""
            nestlab: no candidate was compared with 'before' yet: `nestlab host compare before` on the other kernel does it
            nestlab: this host is not on the kernel that 'before' was recorded on: L0.kernel was 6.1.0-40, is 6.12.1; boot that one, and compare again
            """);
    }

    @Test
    void evidenceGetsOld() throws IOException {
        record();
        Files.writeString(
                file(),
                Files.readString(file()).replaceAll("\"ended\" : \"[^\"]*\"", "\"ended\" : \"2026-01-01T00:00:00Z\""));

        assertThat(compare("before")).isEqualTo(2);

        assertThat(labs.err.toString())
                .matches(
                        "nestlab: the baseline of 'before' was measured \\d+ h ago, and nestlab.history.age is 168 h: measure it again, or raise the setting\n");
    }

    @Test
    void aNameThatThereIsNotIsToldWithThoseThatThereAre() {
        assertThat(compare("after")).isEqualTo(2);
        record("--boots", "3");
        assertThat(labs.out.toString())
                .contains(
                        "\nnote: 3 boots a side show no loss, however large it is: for 4 metrics it takes 6 or more\n");
        assertThat(compare("after")).isEqualTo(2);
        assertThat(compare("../after")).isEqualTo(2);

        assertThat(labs.err.toString()).isEqualTo("""
            nestlab: no evidence is called 'after': `nestlab host record after` on the kernel that is in use makes it
            nestlab: no evidence is called 'after': there is before
            nestlab: '../after' is no name of evidence: wanted 1 to 80 letters, digits, dots, underscores or dashes, like before-6.12
            """);
    }

    @Test
    void evidenceIsReplacedOnlyOnDemand() {
        record();
        assertThat(record()).isEqualTo(2);
        assertThat(labs.err.toString())
                .isEqualTo(
                        "nestlab: there is evidence called 'before' already, in %s: --force replaces it, or take another name\n"
                                .formatted(file()));
        assertThat(record("--force", "--boots", "3")).isZero();
    }

    @Test
    void aLabThatDoesNotBootIsNoEvidence() {
        labs.engine.failing("kvm-in-kvm", new GuestCrashedException("L1 hypervisor: kernel panic"));

        assertThat(record()).isEqualTo(3);

        assertThat(labs.out.toString())
                .contains("  FAILED  the lab boots, L1 to L2: L1 hypervisor: kernel panic\n")
                .endsWith("does not work: the lab: not so: the lab boots, L1 to L2\n");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aCandidateThatDoesNotBootLeavesTheEvidenceAsItWas() throws IOException {
        record();
        String before = Files.readString(file());
        boot(NEW, "");
        labs.engine.failing("kvm-in-kvm", new GuestCrashedException("L1 hypervisor: kernel panic"));

        assertThat(compare("before")).isEqualTo(3);
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void whatHappensWhileItIsMeasuredIsToldApart() {
        labs.breaks = visit -> visit == 5;
        labs.breakage = new GuestCrashedException("L2 guest: kernel panic");
        assertThat(record()).isEqualTo(3);
        assertThat(labs.out.toString())
                .endsWith("does not work: the lab failed while it was measured: L2 guest: kernel panic\n");

        labs.breaks = visit -> visit == 20;
        labs.breakage = new NoAnswerException("L2 guest: it does not answer");
        assertThat(record("--boots", "20")).isEqualTo(125);
        assertThat(labs.out.toString())
                .endsWith("cannot tell: the lab failed while it was measured: L2 guest: it does not answer\n");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aBootThatCannotBeTrustedIsReplacedAndTwoAreTooMany() {
        labs.breaks = visit -> visit == 3;
        labs.breakage = new InvalidMeasurementException("the clock jumped");
        assertThat(record("--boots", "6")).isZero();
        assertThat(labs.out.toString())
                .contains(
                        "\nboot 2: thrown away: l2.sysbench-cpu-single: the clock jumped\nboot 2 of 6 is measured\n",
                        "\nnote: boot 2: thrown away: l2.sysbench-cpu-single: the clock jumped\n");

        labs.breaks = visit -> true;
        assertThat(record("--force")).isEqualTo(125);
        assertThat(labs.out.toString())
                .contains("\ncannot tell: too many boots were thrown away: boot 1: thrown away: ");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        record("--boots", "3");
        String whole = Files.readString(file());
        Files.writeString(file(), whole.substring(0, whole.length() / 2));
        assertThat(compare("before")).isEqualTo(2);
        assertThat(labs.err.toString())
                .startsWith("nestlab: %s cannot be used: it is damaged: ".formatted(file()))
                .endsWith("; record again under another name, on the kernel that it was of\n");

        Files.writeString(file(), whole.replace("\"version\" : 1", "\"version\" : 7"));
        assertThat(compare("before")).isEqualTo(2);
        assertThat(labs.err.toString())
                .contains("nestlab: %s cannot be used: it is of version 7, and this Nestlab knows version 1; "
                        .formatted(file()));
    }

    @Test
    void whatIsAskedWronglyIsSaid() {
        assertThat(record("--boots", "2")).isEqualTo(2);
        assertThat(record("--lab", "java.lang.String")).isEqualTo(2);
        assertThat(compare("before", "--tolerance", "0")).isEqualTo(2);
        assertThat(labs.execute(new HostCommand())).isEqualTo(2);
        assertThat(labs.err.toString())
                .contains("nestlab: 2 boots: wanted 3 to 100, like 8\n")
                .contains("nestlab: --lab is java.lang.String, which is no org.nestlab.LabDefinition\n")
                .contains("nestlab: the tolerance is 0.0: wanted more than 0 and less than 1, like 0.10\n")
                .contains("Missing required subcommand");
        assertThat(labs.engine.log).isEmpty();
    }
}
