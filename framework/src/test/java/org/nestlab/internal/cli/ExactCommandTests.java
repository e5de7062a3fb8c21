package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.Costs;
import org.nestlab.internal.exact.cost.Measured;
import org.nestlab.internal.exact.cost.Measuring;
import org.nestlab.internal.exact.cost.Subject;
import org.nestlab.internal.settings.Settings;
import org.nestlab.upgrade.Outcome;
import picocli.CommandLine;

class ExactCommandTests {

    @TempDir
    private Path folder;

    private Function<MachineSpec, Measured> machines = ExactCommandTests::real;
    private final List<MachineSpec> booted = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsWhatExitsCost() {
        assertThat(exact(ExactCommandTests::real, "--vendor", "amd")).isZero();

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
                ExactCommandTests::slowWithAnArgument,
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
                        ExactCommandTests::real,
                        "--vendor",
                        "amd",
                        "--reason",
                        "first",
                        "--accepted",
                        file))
                .isZero();
        assertThat(exact(ExactCommandTests::real, "--vendor", "amd", "--accepted", file))
                .isZero();
        assertThat(out.toString()).contains("6.1.0-57-cloud-amd64, accepted on 1970-01-01: first");
        assertThat(exact(
                        ExactCommandTests::slowWithAnArgument,
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
        assertThat(exact(ExactCommandTests::real, "--vendor", vendor, "--worse-than", limit))
                .isEqualTo(255);
        assertThat(err.toString()).contains(message);
        assertThat(booted).isEmpty();
    }

    @Test
    void bisectsOnMachinesOfVendorsThatHaveALimit() {
        assertThat(exact(ExactCommandTests::real, "--worse-than", "amd:L3:cpuid=37514,amd:L3:cpuid.exits=8"))
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

    @Test
    void saysItAllAsJson() throws IOException {
        assertThat(exact(ExactCommandTests::real, "--vendor", "amd", "--json")).isZero();

        JsonNode candidate = new ObjectMapper().readTree(out.toString()).at("/vendors/0/candidate");
        assertThat(candidate.at("/instructions/L3:cpuid/median").asLong()).isEqualTo(37514);
        assertThat(candidate.at("/instructions/L3:touch/min").asLong()).isEqualTo(54987);
        assertThat(candidate.at("/instructions/L3:touch/p90").asLong()).isEqualTo(156095);
        assertThat(candidate.at("/exits/L3:cpuid/median").asDouble()).isBetween(7.5, 8.5);
        assertThat(candidate.at("/exits/L3:cpuid/reasons/VMRUN").asDouble()).isBetween(0.9, 1.1);
    }

    @Test
    void writesItAllToAFile() throws IOException {
        Path file = folder.resolve("kernels-nestlab-exact.json");

        assertThat(exact(
                        ExactCommandTests::real,
                        "--vendor",
                        "amd",
                        "--kernels",
                        "image,deb:/a.deb",
                        "--once",
                        "--output",
                        file.toString()))
                .isZero();

        assertThat(new ObjectMapper().readTree(file.toFile()).path("vendors")).hasSize(2);
        assertThat(booted.stream().map(machine -> machine.kernel().source().text()))
                .containsExactly(MachineSpec.DEFAULT_KERNEL.text(), "deb:/a.deb");
    }

    @Test
    void keepsWhatItMeasuredBeforeAKernelThatCannotBeBooted() throws IOException {
        Path file = folder.resolve("kernels-nestlab-exact.json");
        Function<MachineSpec, Measured> machines = machine -> {
            if (machine.kernel().source().text().contains("broken")) {
                throw new LabConfigurationException("the kernel of /broken.deb has no KVM");
            }
            return real(machine);
        };

        assertThat(exact(
                        machines,
                        "--vendor",
                        "amd",
                        "--kernels",
                        "image,deb:/a.deb,deb:/broken.deb,deb:/c.deb",
                        "--output",
                        file.toString()))
                .isEqualTo(2);

        assertThat(new ObjectMapper().readTree(file.toFile()).path("vendors")).hasSize(2);
        assertThat(out.toString()).contains("all of it is in " + file).contains("  cpuid              3002      37514");
        assertThat(err.toString()).contains("the kernel of /broken.deb has no KVM");
        assertThat(booted).hasSize(3);
    }

    @Test
    void writesEachMachineBeforeTheNextOneIsBooted() {
        Path file = folder.resolve("kernels-nestlab-exact.json");
        List<Integer> written = new ArrayList<>();
        Function<MachineSpec, Measured> machines = machine -> {
            written.add(vendorsIn(file));
            return real(machine);
        };

        exact(machines, "--kernels", "image,deb:/a.deb", "--output", file.toString());

        assertThat(written).as("what a run leaves that is interrupted").containsExactly(0, 1, 2, 3);
    }

    private static int vendorsIn(Path file) {
        try {
            return Files.exists(file)
                    ? new ObjectMapper().readTree(file.toFile()).path("vendors").size()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        assertThat(exact(ExactCommandTests::real, option, value)).isEqualTo(2);
        assertThat(booted).isEmpty();
    }

    @Test
    void refusesTwoWaysToAskAtOnce() {
        assertThat(exact(ExactCommandTests::real, "--seeds", "1", "--kernels", "image"))
                .isEqualTo(2);
    }

    private static Measured real(MachineSpec machine) {
        return new Measured.Figures(Costs.real(), List.of(), "");
    }

    private static Measured slowWithAnArgument(MachineSpec machine) {
        return machine.kernel().arguments().isEmpty()
                ? real(machine)
                : new Measured.Figures(Costs.with(Costs.real(), "L3:cpuid", was -> was + was / 10, 0), List.of(), "");
    }

    private Measuring measuring(
            Settings settings, Duration limit, Subject subject, boolean reasons, Consumer<String> progress) {
        subjects.add(subject);
        return machine -> {
            booted.add(machine);
            return machines.apply(machine);
        };
    }

    private int exact(Function<MachineSpec, Measured> machines, String... arguments) {
        return run(new ExactCommand(this::measuring), machines, arguments);
    }

    private int run(Object command, Function<MachineSpec, Measured> machines, String... arguments) {
        this.machines = machines;
        CommandLine all = NestlabCommand.commandLine();
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExitCodeExceptionMapper(all.getExitCodeExceptionMapper())
                .setExecutionExceptionHandler(all.getExecutionExceptionHandler())
                .execute(arguments);
    }
}
