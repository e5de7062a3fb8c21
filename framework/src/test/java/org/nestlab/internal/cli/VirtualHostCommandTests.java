package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.Machines;
import org.nestlab.fake.WorkingLabs;
import org.nestlab.fake.WorkingVirtualHost;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.TierSetting;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import picocli.CommandLine;

/** On labs that are nothing. */
class VirtualHostCommandTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeEngine engine = new FakeEngine();
    private final List<LabSpec> asked = new ArrayList<>();
    private final List<Settings> settings = new ArrayList<>();

    private final List<MachineSpec> machines = new ArrayList<>();
    private final List<Boolean> alone = new ArrayList<>();
    private final List<Duration> limits = new ArrayList<>();
    private List<String> guestExits = List.of("cpuid");
    private String untold = "";

    private BiConsumer<LabSpec, FakeGuest> change = (lab, guest) -> {};

    private MachineProof.Result boot(
            MachineSpec spec, boolean exactly, Settings with, Duration limit, Consumer<String> progress) {
        machines.add(spec);
        alone.add(exactly);
        limits.add(limit);
        return new MachineProof.Result(Machines.that(spec, guestExits), untold);
    }

    private int run(String... arguments) {
        LabEngine labs = (spec, with) -> {
            asked.add(spec);
            settings.add(with);
            return new WorkingLabs(engine, (lab, guest) -> {
                        WorkingVirtualHost.works(guest);
                        change.accept(lab, guest);
                    })
                    .bringUp(spec, with);
        };
        CommandLine whole = NestlabCommand.commandLine();
        CommandLine command = new CommandLine(new VirtualHostCommand(() -> labs, new ExactHost(this::boot)));
        command.setExecutionExceptionHandler(whole.getExecutionExceptionHandler());
        command.setExitCodeExceptionMapper(whole.getExitCodeExceptionMapper());
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void onlyASeedThatIsNamedHasNoSubstitute() {
        assertThat(run("--vendor", "amd")).isZero();
        assertThat(run("--vendor", "amd", "--seed", "7")).isZero();

        assertThat(machines).extracting(MachineSpec::seed).containsExactly(1, 7);
        assertThat(alone).containsExactly(false, true);
    }

    @Test
    void theProofIsPrintedAndTheLabIsGone() {
        int status = run();

        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("ran a nested guest on its KVM", "its console: dmesg=KVM", "nested_run 7, exits 300")
                .containsPattern("good: all levels up after \\d+ s, and the proof heard after \\d+ s");
        assertThat(engine.log).last().isEqualTo("down virtual host#1");
    }

    @Test
    void theCandidateIsTheKernelOfL1AloneOnAnEmulatedMachineWithinTheLimit() {
        run("--candidate", "L1.kernel=deb:/k.deb", "--candidate", "L1.cmdline=debug", "--limit", "7m");

        LabSpec lab = asked.get(0);
        assertThat(lab.guests().get(0).kernel())
                .isEqualTo(new KernelSpec.Swapped(KernelSource.parse("deb:/k.deb"), "debug"));
        assertThat(lab.guests().get(0).guests().get(0).kernel()).isEqualTo(KernelSpec.ofImage());
        assertThat(settings.get(0).tier()).isEqualTo(TierSetting.EMULATED);
        assertThat(settings.get(0).runLimit()).contains(Duration.ofMinutes(7));
    }

    @Test
    void aHostThatDoesNotBootDoesNotWork() {
        engine.failing("virtual host", new GuestCrashedException("L1 host: kernel panic on the console"));

        assertThat(run()).isEqualTo(3);
        assertThat(out.toString())
                .startsWith("does not work: the virtual host did not get to a nested guest, after 0 s: ")
                .contains("L1 host: kernel panic on the console");
    }

    @Test
    void aHostThatCrashesInTwoStartsDoesNotWorkAndBothAreTold() {
        GuestCrashedException second = new GuestCrashedException("L1 host: kernel panic on the console");
        second.addSuppressed(new GuestCrashedException("L2 hypervisor: kernel oops on the console"));
        engine.failing("virtual host", second);

        assertThat(run()).isEqualTo(3);
        assertThat(out.toString()).contains("start 1 before it failed, too: L2 hypervisor: kernel oops on the console");
    }

    @Test
    void aHostThatTheEmulationBrokeIsNoVerdict() {
        engine.failing("virtual host", new EmulatorFaultException("L1 host: its CPU", new IllegalStateException()));

        assertThat(run()).isEqualTo(125);
        assertThat(out.toString())
                .startsWith("cannot tell: the virtual host did not get to a nested guest, after 0 s: ");
    }

    @Test
    void aHostThatTookTwoStartsSaysSo() {
        engine.startingAgain("virtual host", "a guest crashed: L2 hypervisor: kernel oops");

        assertThat(run()).isZero();
        assertThat(out.toString())
                .startsWith("started again, as a guest crashed: L2 hypervisor: kernel oops%n".formatted());
    }

    @Test
    void aNestedGuestThatProvesNothingDoesNotWorkAndItsLabIsGone() {
        change = (lab, guest) -> {
            if (guest.level().depth() == 2) {
                WorkingVirtualHost.counts(guest, Optional.of(0L));
            }
        };

        assertThat(run()).isEqualTo(3);
        assertThat(out.toString())
                .contains(
                        "FAILED  L1 host: its KVM entered the nested guest meanwhile", "does not work: all levels up");
        assertThat(engine.log).last().isEqualTo("down virtual host#1");
    }

    @Test
    void aMachineThatCannotHoldTheLabIsNoVerdict() {
        engine.failing("virtual host", new HostNotCapableException("L0 host: no memory"));

        assertThat(run()).isEqualTo(125);
        assertThat(out.toString()).isEqualTo("cannot tell: L0 host: no memory%n".formatted());
    }

    @Test
    void whatNobodyExpectedIsNoVerdict() {
        engine.failing("virtual host", new IllegalStateException("a bug"));

        assertThat(run()).isEqualTo(125);
        assertThat(err.toString()).contains("IllegalStateException: a bug");
    }

    @Test
    void aStackThatIsNoneIsRefused() {
        assertThat(run("--candidate", "L1.colour=red")).isEqualTo(2);
        assertThat(run("--limit", "soon")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void withAVendorItIsAnExactMachine() {
        int status = run(
                "--vendor",
                "intel",
                "--candidate",
                "L1.kernel=deb:/k.deb,L1.kvm_intel.ept=0",
                "--seed",
                "7",
                "--limit",
                "9m");

        assertThat(status).isZero();
        assertThat(machines)
                .containsExactly(MachineSpec.of(Vendor.INTEL)
                        .withKernel(KernelSource.parse("deb:/k.deb"))
                        .addParameter("kvm_intel.ept", "0")
                        .withSeed(7));
        assertThat(limits).containsExactly(Duration.ofMinutes(9));
        assertThat(asked).isEmpty();
        assertThat(out.toString()).contains("good: its script ended with status 0");
    }

    @Test
    void anExactMachineWithoutAnL3DoesNotWork() {
        guestExits = List.of();

        assertThat(run("--vendor", "amd")).isEqualTo(3);
        assertThat(out.toString()).contains("L2 ran no guest", "does not work: ");
    }

    @Test
    void anEmulatorsFaultIsNoVerdict() {
        guestExits = List.of();
        untold = "a fault of the emulator: VMFAIL: x";

        assertThat(run("--vendor", "intel")).isEqualTo(125);
        assertThat(out.toString()).contains("cannot tell: a fault of the emulator: VMFAIL: x");
    }

    @Test
    void anotherVendorIsRefused() {
        assertThat(run("--vendor", "via")).isEqualTo(2);
        assertThat(err.toString()).contains("'via' is not a valid vendor; expected amd or intel");
    }
}
