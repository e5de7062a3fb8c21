package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.GuestCrashedException;
import org.nestlab.NoAnswerException;
import org.nestlab.workload.InvalidMeasurementException;

/** A host is measured before it is rebooted. */
class HostRecordCommandTests extends HostFixture {

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
    void evidenceIsReplacedOnlyOnDemand() {
        record();
        assertThat(record()).isEqualTo(2);
        assertThat(labs.err.toString())
                .isEqualTo(
                        "nestlab: evidence called 'before' exists already, in %s: --force replaces it, or choose another name\n"
                                .formatted(file()));
        assertThat(record("--force", "--boots", "3")).isZero();
    }

    @Test
    void aLabThatDoesNotBootIsNoEvidence() {
        labs.engine.failing("kvm-in-kvm", new GuestCrashedException("L1 hypervisor: kernel panic"));

        assertThat(record()).isEqualTo(3);

        assertThat(labs.out.toString())
                .contains("  FAILED  the lab boots, L1 to L2: L1 hypervisor: kernel panic\n")
                .endsWith("does not work: the lab failed the check 'the lab boots, L1 to L2'\n");
        assertThat(file()).doesNotExist();
    }

    @Test
    void bootsThatWereStartedAgainAreNoted() {
        labs.engine.startingAgain("kvm-in-kvm", "a guest hung: L2 guest: no answer");

        assertThat(record("--boots", "3")).isZero();

        assertThat(labs.out.toString())
                .contains(
                        "\nnote: boot 1: started again, as a guest hung: L2 guest: no answer\n",
                        "\nnote: boot 3: started again, as a guest hung: L2 guest: no answer\n",
                        "\n4 labs were started 8 times: 4 times again, as the emulation broke a guest (4)\n");
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
}
