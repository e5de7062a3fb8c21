package org.nestlab.internal.exact.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.exact.machine.EmulatorIdentity;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.ExactMachines;
import org.nestlab.internal.exact.machine.Payload;
import org.nestlab.internal.exact.machine.SerialRun;
import org.nestlab.internal.exact.machine.SerialRuns;

/** On lines that real machines printed: QEMU 10.0.2 and Bochs 2.7, Linux 6.1.0-50 on both levels. */
class MachineProofTests {

    private static final List<String> LINES = """
            nestlab-exact: begin
            nestlab-fact release 6.1.0-50-cloud-amd64
            nestlab-fact device yes
            nestlab-fact flags fpu de pse tsc msr vmx ept vpid
            nestlab-fact parameter kvm.tdp_mmu Y
            nestlab-fact parameter kvm_intel.ept Y
            nestlab-exits 1 begin level=L2 vendor=AMD kinds=cpuid,hlt #10b33883
            nestlab-exits 1 exit level=L2 kind=cpuid samples=200 first=2999 min=2999 median=2999 p90=2999 max=2999 more=160 asked=160 seen=160 #5054f27d
            nestlab-exits 1 exit level=L2 kind=hlt samples=200 first=6328 min=4530 median=4530 p90=4530 max=4530 more=160 asked=160 seen=160 #2e4d74fe
            L2: [    0.002057] ACPI BIOS Error (bug): A valid RSDP was not found (20220331/tbxfroot-210)
            [    1.640627] kvm [95]: vcpu0, guest rIP: 0xffffffff81073744 Unhandled WRMSR(0xc0010007) = 0xffff
            L2: nestlab-exact: begin
            L2: nestlab-fact release 6.1.0-49-cloud-amd64
            L2: nestlab-fact device yes
            L2: nestlab-fact flags fpu vmx
            L2: nestlab-fact hypervisor KVM
            L2: nestlab-exits 1 exit level=L3 kind=cpuid samples=200 first=2999 min=2999 median=2999 p90=2999 max=2999 more=160 asked=160 seen=160 #5054f27d
            L2: nestlab-exact: end 0
            nestlab-exact: end 0
            """.lines().toList();

    private final List<MachineSpec> booted = new ArrayList<>();
    private final List<SerialRun> runs = new ArrayList<>();

    private class Recorded implements ExactMachines {
        @Override
        public EmulatorIdentity emulator(Vendor vendor) {
            return SerialRuns.emulator();
        }

        @Override
        public SerialRun run(MachineSpec spec, Payload payload, Duration limit, Consumer<String> progress) {
            booted.add(spec);
            return SerialRuns.answering(spec, runs.get(booted.size() - 1));
        }
    }

    private MachineProof.Result proof(SerialRun... all) {
        runs.addAll(List.of(all));
        return new MachineProof(new Recorded(), Path.of("probe"))
                .boot(MachineSpec.of(Vendor.INTEL), Duration.ofMinutes(5), line -> {});
    }

    private static List<String> until(String line) {
        return LINES.subList(0, LINES.indexOf(line));
    }

    @Test
    void tellsTheLevelsApart() {
        BootedMachine machine =
                proof(SerialRuns.of(new Ending.Finished(0), LINES)).machine();

        assertThat(machine.l1().kernel()).isEqualTo("6.1.0-50-cloud-amd64");
        assertThat(machine.l1().flags()).contains("vmx", "ept", "vpid");
        assertThat(machine.l1().parameters())
                .containsEntry("kvm_intel.ept", "Y")
                .containsEntry("kvm.tdp_mmu", "Y");
        assertThat(machine.l1().guestExits()).containsExactly("cpuid", "hlt");
        assertThat(machine.l1().hypervisor()).isEmpty();
        assertThat(machine.l2().kernel()).isEqualTo("6.1.0-49-cloud-amd64");
        assertThat(machine.l2().flags()).containsExactlyInAnyOrder("fpu", "vmx");
        assertThat(machine.l2().guestExits()).containsExactly("cpuid");
        assertThat(machine.l2().hypervisor()).isEqualTo("KVM");
        assertThat(machine.warnings()).isEmpty();
    }

    @Test
    void aLevelThatSaidNothingIsNotThere() {
        BootedMachine machine = proof(SerialRuns.of(new Ending.Finished(0), until("L2: nestlab-exact: begin")))
                .machine();

        assertThat(machine.l2().isThere()).isFalse();
        assertThat(machine.l2().guestExits()).isEmpty();
    }

    @Test
    void aFaultOfTheEmulatorThatEndedL2TellsNothing() {
        MachineProof.Result result = proof(SerialRuns.of(
                new Ending.Finished(0),
                until("L2: nestlab-exact: begin"),
                "VMFAIL: VMCS EXEC CTRL: Posted Interrupt Descriptor phy addr malformed"));

        assertThat(result.tells()).isFalse();
        assertThat(result.untold())
                .isEqualTo(
                        "a fault of the emulator: VMFAIL: VMCS EXEC CTRL: Posted Interrupt Descriptor phy addr malformed");
    }

    @Test
    void aRefusalOfTheEmulatorThatHarmedNothingIsARemark() {
        MachineProof.Result result = proof(SerialRuns.of(new Ending.Finished(0), LINES, "VMFAIL: x"));

        assertThat(result.tells()).isTrue();
        assertThat(result.machine().remarks()).containsExactly("VMFAIL: x");
    }

    @Test
    void aPanicTellsAndASlowHostDoesNot() {
        assertThat(proof(SerialRuns.of(new Ending.Panicked("Kernel panic - not syncing: x"), List.of()))
                        .tells())
                .isTrue();
        runs.clear();
        booted.clear();
        assertThat(proof(SerialRuns.of(
                                new Ending.TooSlow(Duration.ofSeconds(9), Duration.ofSeconds(1), "x"), List.of()))
                        .tells())
                .isFalse();
    }

    @Test
    void aHangThatTheNextSeedDoesNotHaveIsARemark() {
        SerialRun hung = SerialRuns.of(new Ending.Hung(Duration.ofSeconds(151), "the last line"), LINES);

        MachineProof.Result result = proof(hung, SerialRuns.of(new Ending.Finished(0), LINES));

        assertThat(booted).extracting(MachineSpec::seed).containsExactly(1, 2);
        assertThat(result.tells()).isTrue();
        assertThat(result.machine().finished()).isTrue();
        assertThat(result.machine().spec().seed()).isEqualTo(2);
        assertThat(result.machine().remarks())
                .containsExactly(
                        "with seed 1: it hangs: no line for 151 s of the emulator's CPU time; the last line of its console: the last line; with seed 2 it does not hang, so that this is most likely the emulator's fault");
    }

    @Test
    void aSeedThatIsAskedForHasNoSubstitute() {
        SerialRun hung = SerialRuns.of(new Ending.Hung(Duration.ofSeconds(151), "the last line"), LINES);
        runs.addAll(List.of(hung, SerialRuns.of(new Ending.Finished(0), LINES)));

        MachineProof.Result result = new MachineProof(new Recorded(), Path.of("probe"))
                .bootExactly(MachineSpec.of(Vendor.INTEL).withSeed(7), Duration.ofMinutes(5), line -> {});

        assertThat(booted).extracting(MachineSpec::seed).containsExactly(7, 8);
        assertThat(result.machine().spec().seed()).isEqualTo(7);
        assertThat(result.untold())
                .startsWith("it hangs: no line for 151 s of the emulator's CPU time")
                .endsWith(
                        "with seed 8 it does not hang, so that this is most likely the emulator's fault; seed 7 hangs again");
    }

    @Test
    void aHangThatThreeSeedsHaveTells() {
        SerialRun hung = SerialRuns.of(new Ending.Hung(Duration.ofSeconds(151), "the last line"), LINES);

        MachineProof.Result result = proof(hung, hung, hung);

        assertThat(booted).hasSize(3);
        assertThat(result.tells()).isTrue();
        assertThat(result.machine().finished()).isFalse();
        assertThat(result.machine().spec().seed()).isEqualTo(1);
    }

    @Test
    void readsAnyLines() {
        Untidy.of(String.join("\n", LINES)).isRead(text -> {
            List<String> lines = text.lines().toList();
            FactReader.ofL1(lines);
            FactReader.ofL2(lines);
        });
    }
}
