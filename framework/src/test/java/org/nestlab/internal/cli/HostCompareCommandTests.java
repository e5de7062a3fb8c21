package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.nestlab.GuestCrashedException;

/** A host is measured after it was rebooted, beside what was recorded before. */
class HostCompareCommandTests extends HostFixture {

    @Test
    void theSameKernelIsCalledWhatItIs() {
        record();

        assertThat(compare("before")).isZero();

        assertThat(labs.out.toString())
                .containsPattern("\\nbaseline   6.1.0-40, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, 8 boots\\n")
                .contains(
                        "\nA/A: the host is what it was, so that every difference is noise, or what changed in between\n")
                .contains("each lower end holds with 95 %, each upper end with 99.83 %\n")
                .containsPattern("\\n  L1 sysbench-cpu-single.events +within +(0.9|1.0)\\d* \\(")
                .contains("\ngood: all 6 metrics are within their limits\nall of it is in " + file());
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
                        "\nA/B: between the two sides lies a reboot: what else changed in that time cannot be distinguished from the kernel. Boot the first kernel again and take `--back`, to bound it\n")
                .containsPattern(
                        "\\n  L2 sysbench-cpu-single.events +exceeded +0.[67]\\d+ \\(0.[67]\\d+ to 0.7\\d+\\), expected at most 10 % worse\\n")
                .contains(
                        "\nworse: L1 sysbench-cpu-single.events, L1 sysbench-cpu-single.latency-p10, L1 sysbench-cpu-single.latency-p95, L2 sysbench-cpu-single.events, L2 sysbench-cpu-single.latency-p10, L2 sysbench-cpu-single.latency-p95\n");
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
                        "\nnote: 3 boots a side show no loss, however large it is: for 6 metrics it takes 6 or more\n");
        assertThat(compare("after")).isEqualTo(2);
        assertThat(compare("../after")).isEqualTo(2);

        assertThat(labs.err.toString()).isEqualTo("""
            nestlab: no evidence is called 'after': `nestlab host record after` on the kernel that is in use makes it
            nestlab: no evidence is called 'after': there is before
            nestlab: '../after' is not a valid name of evidence; expected 1 to 80 letters, digits, dots, underscores or dashes, like before-6.12
            """);
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
                .contains("nestlab: 2 boots; expected 3 to 100, like 8\n")
                .contains("nestlab: --lab is java.lang.String, which is not a org.nestlab.LabDefinition\n")
                .contains("nestlab: the tolerance is 0.0; expected more than 0 and less than 1, like 0.10\n")
                .contains("Missing required subcommand");
        assertThat(labs.engine.log).isEmpty();
    }
}
