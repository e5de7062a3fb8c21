package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.Costs;
import org.nestlab.internal.exact.cost.Measured;
import org.nestlab.internal.exact.cost.Subject;
import org.nestlab.upgrade.Outcome;

class ExactCommandTests extends ExactFixture {

    @Test
    void showsWhatExitsCost() {
        assertThat(exact(ExactFixture::real, "--vendor", "amd")).isZero();

        assertThat(out.toString()).contains("  cpuid              3002      37514    12.50     7.91");
        assertThat(booted).as("compared with nothing").hasSize(1);
    }

    @Test
    void showsWhatRequestsCost() {
        assertThat(exact(machine -> new Measured.Figures(Costs.requests(), List.of(), ""), "--vendor", "amd", "--io"))
                .isZero();

        assertThat(out.toString())
                .containsPattern("request +L2 +L3 +L3 / L2 +L2 exits +L3 exits")
                .containsPattern("disk-read +\\d+ +\\d+ +\\d\\.\\d\\d ")
                .doesNotContain("  exit ");
        assertThat(subjects).containsOnly(Subject.REQUESTS);
    }

    @Test
    void comparesTwoStacks() {
        int status = exact(
                ExactFixture::slowWithAnArgument,
                "--vendor",
                "amd",
                "--baseline",
                "L1.kernel=image",
                "--candidate",
                "L1.cmdline=slow");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).contains("L3:cpuid         instructions      37514      41265  +10.00 %  exceeded");
        assertThat(booted.stream().map(machine -> machine.kernel().arguments())).containsExactly("", "slow", "");
    }

    @Test
    void saysByWhichReasonsL1sKvmIsEnteredMoreOften() {
        ExactCosts trapping = Costs.withReason(Costs.real(), "L3:cpuid", "VMREAD", 1);
        exact(
                machine -> machine.kernel().arguments().isEmpty()
                        ? real(machine)
                        : new Measured.Figures(trapping, List.of(), ""),
                "--vendor",
                "amd",
                "--once",
                "--reasons",
                "--baseline",
                "L1.kernel=image",
                "--candidate",
                "L1.cmdline=trap");

        assertThat(out.toString())
                .contains("L3:cpuid         exits                 8          9  +12.50 %  exceeded")
                .contains("VMLOAD 2.00 VMREAD 0.00 -> 1.00 VMRUN 1.00 VMSAVE 1.01\n");
    }

    @Test
    void leavesOutTheVendorThatCannotBeEmulatedHere() {
        Function<MachineSpec, Measured> amdOnly = machine -> {
            if (machine.vendor() == Vendor.INTEL) {
                throw new HostNotCapableException("L0 host: there is no Bochs");
            }
            return real(machine);
        };

        assertThat(exact(amdOnly)).isZero();
        assertThat(out.toString()).contains("intel was left out: L0 host: there is no Bochs");
        assertThat(exact(amdOnly, "--vendor", "intel")).isEqualTo(125);
    }

    @Test
    void acceptsFiguresAndComparesWithThem() {
        String file = folder.resolve("b.yaml").toString();

        assertThat(run(
                        new ExactAcceptCommand(this::measuring, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                        ExactFixture::real,
                        "--vendor",
                        "amd",
                        "--reason",
                        "first",
                        "--accepted",
                        file))
                .isZero();
        assertThat(exact(ExactFixture::real, "--vendor", "amd", "--accepted", file))
                .isZero();
        assertThat(out.toString()).contains("6.1.0-57-cloud-amd64, accepted on 1970-01-01: first");
        assertThat(exact(
                        ExactFixture::slowWithAnArgument,
                        "--vendor",
                        "amd",
                        "--candidate",
                        "L1.cmdline=slow",
                        "--accepted",
                        file))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"L3:cpuid=37514, image, 0", "L3:cpuid=37513, image, 1", "L3:cpuid=37514, deb:/broken.deb, 125"})
    void bisects(String limit, String kernel, int status) {
        Function<MachineSpec, Measured> machines =
                machine -> machine.kernel().source().text().contains("broken")
                        ? new Measured.Nothing(Outcome.DOES_NOT_WORK, "L1 panicked", "")
                        : real(machine);

        assertThat(exact(machines, "--vendor", "amd", "--worse-than", limit, "--candidate", "L1.kernel=" + kernel))
                .isEqualTo(status);
        assertThat(booted).hasSize(1);
    }

    @Test
    void measuresWithMitigationsAndWithoutAndShowsBothSideBySide() {
        Function<MachineSpec, Measured> machines = machine -> new Measured.Figures(
                new ExactCosts(
                        machine,
                        Costs.real().kernel(),
                        Costs.real().identity(),
                        machine.mitigations()
                                ? Costs.real().costs()
                                : Costs.with(Costs.real(), "L3:cpuid", was -> was - 3000, 0)
                                        .costs()),
                List.of(),
                "");

        assertThat(exact(machines, "--vendor", "amd", "--once", "--mitigations", "both"))
                .isZero();

        assertThat(booted.stream().map(MachineSpec::mitigations)).containsExactly(true, false);
        assertThat(out.toString().lines())
                .contains(
                        "  L1's mitigations                default            off",
                        "  L3:cpuid                          37514          34514",
                        "  exits for L3:cpuid                    8              8");
    }

    @Test
    void bisectingPassesOverAKernelThatCannotBeBooted() {
        Function<MachineSpec, Measured> withoutKvm = machine -> {
            throw new LabConfigurationException("the kernel 6.99 of /out has no KVM");
        };

        assertThat(exact(withoutKvm, "--vendor", "amd", "--worse-than", "L3:cpuid=37514"))
                .isEqualTo(125);
        assertThat(out.toString())
                .contains("amd: cannot tell: nothing was measured: the kernel 6.99 of /out has no KVM");
    }

    @ParameterizedTest
    @CsvSource({
        "L3:cpuid, amd, 'not a valid limit'",
        "L9:cpuid=1, amd, 'L9'",
        "intel:L3:cpuid=1, amd, 'the limit intel:L3:cpuid=1 is of a vendor that --vendor leaves out'"
    })
    void gitStopsBisectingAtALimitThatIsNone(String limit, String vendor, String message) {
        assertThat(exact(ExactFixture::real, "--vendor", vendor, "--worse-than", limit))
                .isEqualTo(255);
        assertThat(err.toString()).contains(message);
        assertThat(booted).isEmpty();
    }

    @Test
    void bisectsOnMachinesOfVendorsThatHaveALimit() {
        assertThat(exact(ExactFixture::real, "--worse-than", "amd:L3:cpuid=37514,amd:L3:cpuid.exits=8"))
                .isZero();
        assertThat(booted.stream().map(MachineSpec::vendor)).containsExactly(Vendor.AMD);
    }

    @Test
    void namesTheSeedThatHangs() {
        Function<MachineSpec, Measured> third = machine -> machine.seed() == 3
                ? new Measured.Nothing(Outcome.CANNOT_TELL, "it hangs", "qemu -seed 3")
                : real(machine);

        assertThat(exact(third, "--vendor", "amd", "--seeds", "1-4")).isEqualTo(125);
        assertThat(out.toString()).contains("seed 3: cannot tell: it hangs").contains("reproduce with: qemu -seed 3");
        assertThat(booted.stream().map(MachineSpec::seed)).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "--vendor, via",
        "--seeds, 0-3",
        "--seeds, 3-1",
        "--limit, 5",
        "--mitigations, some",
        "--candidate, L1.image=btrfs",
        "--accepted, /no/such/file.yaml"
    })
    void refusesWhatThereIsNot(String option, String value) {
        assertThat(exact(ExactFixture::real, option, value)).isEqualTo(2);
        assertThat(booted).isEmpty();
    }

    @Test
    void refusesTwoWaysToAskAtOnce() {
        assertThat(exact(ExactFixture::real, "--seeds", "1", "--kernels", "image"))
                .isEqualTo(2);
    }
}
