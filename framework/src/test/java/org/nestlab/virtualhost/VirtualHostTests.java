package org.nestlab.virtualhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.fake.WorkingLabs;
import org.nestlab.fake.WorkingVirtualHost;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.FunctionalCheck;

class VirtualHostTests {

    private static NestedProof proof(Consumer<FakeGuest> change) {
        WorkingLabs labs = new WorkingLabs(new FakeEngine(), (spec, guest) -> {
            WorkingVirtualHost.works(guest);
            change.accept(guest);
        });
        Guest host =
                labs.bringUp(VirtualHost.lab(), Settings.defaults()).guests().get(0);
        return VirtualHost.of(host).prove();
    }

    private static Consumer<FakeGuest> at(int depth, Consumer<FakeGuest> change) {
        return guest -> {
            if (guest.level().depth() == depth) {
                change.accept(guest);
            }
        };
    }

    private static List<String> failed(NestedProof proof) {
        assertThat(proof.holds()).isFalse();
        return proof.checks().stream()
                .filter(check -> !check.passed())
                .map(FunctionalCheck::toString)
                .toList();
    }

    @Test
    void itsLabHasThreeLevelsAndTakesTheKernelInQuestionAtTheFirst() {
        LabSpec lab = VirtualHost.lab();
        LabSpec candidate = Stack.parse("L1.kernel=deb:/k.deb").applyTo(lab);

        assertThat(lab.depth()).isEqualTo(3);
        assertThat(candidate.guests().get(0).kernel())
                .isNotEqualTo(lab.guests().get(0).kernel());
        assertThat(candidate.guests().get(0).guests())
                .isEqualTo(lab.guests().get(0).guests());
    }

    @Test
    void aProofThatHoldsTellsWhatWasSeenAtEachLevel() {
        NestedProof proof = proof(guest -> {});

        assertThat(proof.orThrow()).isSameAs(proof);
        assertThat(proof.hostKernel()).hasValue("6.12.95+deb12-cloud-amd64");
        assertThat(proof.nestedRuns()).isEqualTo(7);
        assertThat(proof.exits()).isEqualTo(300);
        assertThat(proof.console())
                .containsExactlyElementsOf(WorkingVirtualHost.ON_KVM.lines().toList());
        assertThat(proof.text()).isEqualTo("""
                the virtual host, on kernel 6.12.95+deb12-cloud-amd64, ran a nested guest on its KVM
                  ok      L1 host: answers
                  ok      L1 host: KVM is usable
                  ok      L1 host: nesting is on
                  ok      L2 hypervisor: its CPUs are run by KVM
                  ok      L2 hypervisor: KVM is usable
                  ok      L3 innermost: its CPUs are run by KVM
                  ok      L3 innermost: prints on its console that KVM runs it
                  ok      L1 host: its KVM entered the nested guest meanwhile
                  while the innermost guest printed: nested_run 7, exits 300
                  its console: release=6.1.0-56-cloud-amd64
                  its console: virt=kvm
                  its console: cpuid=KVMKVMKVM
                  its console: dmesg=KVM
                  its console: clocks=kvm-clock tsc acpi_pm
                  its console: model=AMD EPYC Processor
                  its console: hypervisor=yes
                """);
    }

    @Test
    void anInnermostGuestThatIsEmulatedProvesNothingEvenIfItSaysKvm() {
        NestedProof proof = proof(at(2, hypervisor -> WorkingVirtualHost.counts(hypervisor, Optional.of(0L))));

        assertThat(failed(proof))
                .containsExactly(
                        "FAILED  L1 host: its KVM entered the nested guest meanwhile: nested_run of L2 hypervisor stands at 50; expected more than before the guest in it printed");
    }

    @Test
    void aHostThatCountsNoNestedEntriesProvesNothing() {
        NestedProof proof = proof(at(2, hypervisor -> WorkingVirtualHost.counts(hypervisor, Optional.empty())));

        assertThat(failed(proof))
                .containsExactly(
                        "FAILED  L1 host: its KVM entered the nested guest meanwhile: KVM counts no nested_run for L2 hypervisor; expected one; kernels show it since 5.15");
    }

    @Test
    void aConsoleThatTellsOfTcgIsNoProof() {
        String tcg = "virt=qemu\ncpuid=TCGTCGTCGTCG\nclocks=tsc\nmodel=QEMU TCG CPU\nhypervisor=yes\n";
        NestedProof proof = proof(at(3, innermost -> WorkingVirtualHost.prints(innermost, tcg)));

        assertThat(failed(proof))
                .singleElement()
                .asString()
                .startsWith(
                        "FAILED  L3 innermost: prints on its console that KVM runs it: it printed that its CPUs are run by TCG (systemd-detect-virt: qemu; CPUID signature: TCGTCGTCGTCG; ");
    }

    @Test
    void aHypervisorWithoutKvmIsNamedWithTheRemedy() {
        NestedProof proof = proof(at(2, hypervisor -> ProbeAnswers.device(hypervisor.answers, "present=no\n")));

        assertThat(failed(proof))
                .singleElement()
                .asString()
                .contains("L2 hypervisor: KVM is usable", "/dev/kvm is not there");
        assertThatThrownBy(proof::orThrow)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "the virtual host, on kernel 6.12.95+deb12-cloud-amd64, did not prove that it runs a nested guest on its KVM\n");
    }

    @Test
    void aMachineThatDoesNotAnswerIsACheckThatFailed() {
        NestedProof proof = proof(at(3, innermost -> innermost.answers.failOn(">/dev/console", 1, "no such device")));

        assertThat(failed(proof))
                .hasSize(2)
                .first()
                .asString()
                .contains("L3 innermost: prints on its console that KVM runs it", "no such device");
        assertThat(proof.console()).isEmpty();
        assertThat(proof.nestedRuns()).isZero();
    }

    @Test
    void aHostThatDoesNotTellItsKernelProvesNothing() {
        NestedProof proof = proof(at(1, host -> host.answers.failOn("uname -r; uname -m", 255, "gone")));

        assertThat(failed(proof)).singleElement().asString().contains("L1 host: answers", "gone");
        assertThat(proof.text()).startsWith("the virtual host, on kernel (unknown), did not prove ");
    }

    @Test
    void aLabWithoutAGuestInAGuestIsRefused() {
        FakeGuest host = FakeGuest.l1();
        FakeGuest hypervisor = host.withGuest();

        assertThatThrownBy(() -> VirtualHost.of(hypervisor))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L2 guest runs no guests, and L2 guest as a virtual host needs a guest that runs a guest: take VirtualHost.lab()");
        assertThatThrownBy(() -> VirtualHost.of(host))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L2 guest runs no guests, and L1 hypervisor as a virtual host needs a guest that runs a guest: take VirtualHost.lab()");
    }
}
