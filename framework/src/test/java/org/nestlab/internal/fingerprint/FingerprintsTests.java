package org.nestlab.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.NoAnswerException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.fake.Answers;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.MemoryBacking;
import org.nestlab.spec.Tier;

class FingerprintsTests {

    private final FakeHost host = new FakeHost();
    private final FakeGuest l1 = new FakeGuest(host, GuestSpec.hypervisor());
    private final FakeGuest l2 = l1.withGuest();

    private static void is(Answers machine, String lines) {
        machine.on("uname -r", lines);
    }

    private Fingerprint fingerprint(FakeGuest... guests) {
        return Fingerprints.of(host, List.of(guests), Tier.KVM, "3f2a/image.qcow2");
    }

    @Test
    void everyLevelHasItsFactsUnderItsOwnName() {
        is(host.answers, "kernel=6.1\ngovernor=performance\n");
        is(l1.answers, "kernel=6.12\ncpuinfo.flags=vmx\n");
        is(l2.answers, "kernel=6.18\n");
        Fingerprint found = fingerprint(l1, l2);
        assertThat(found.identity())
                .containsEntry("tier", "kvm")
                .containsEntry("image", "3f2a/image.qcow2")
                .containsEntry("L0.kernel", "6.1")
                .containsEntry("L1.kernel", "6.12")
                .containsEntry("L2.kernel", "6.18");
        assertThat(found.details()).containsEntry("L0.governor", "performance").containsEntry("L1.cpu.flags", "vmx");
    }

    @Test
    void guestsInOtherPagesThanUsualAreOtherMachines() {
        FakeGuest huge = new FakeGuest(host, GuestSpec.hypervisor().withMemoryBacking(MemoryBacking.HUGE_PAGES));
        is(host.answers, "");
        is(l1.answers, "");
        is(huge.answers, "");

        assertThat(fingerprint(huge).identity()).containsEntry("L1.memory.backing", "hugepages");
        assertThat(fingerprint(l1).identity()).doesNotContainKey("L1.memory.backing");
    }

    @Test
    void whoeverRunsAGuestIsAskedForItsHypervisor() {
        is(host.answers, "");
        is(l1.answers, "");
        is(l2.answers, "");
        fingerprint(l1, l2);
        assertThat(host.answers.asked().get(0).line()).contains("/qemu/%s.log".formatted(l1.domainName()));
        assertThat(l1.answers.asked().get(0).line()).contains("/qemu/%s.log".formatted(l2.domainName()));
        assertThat(l2.answers.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.line()).doesNotContain("/qemu/"));
    }

    @Test
    void aQemuThatIsNoPackageIsAskedForWhatItConsistsOf() {
        String sha256 = "0123456789abcdef".repeat(4);
        is(host.answers, "hypervisor=libvirt version: 11.1.0, qemu version: 11.0.50v11.0.0-dirty, kernel: 6.12\n");
        host.answers.on("sha256sum", "qemu.sha256=" + sha256 + "\n");
        is(l1.answers, "hypervisor=libvirt version: 9.0.0, qemu version: 7.2.22Debian 1:7.2+dfsg-7, kernel: 6.1\n");
        is(l2.answers, "");
        assertThat(fingerprint(l1, l2).identity())
                .containsEntry("L0.qemu.sha256", "0123456789abcdef")
                .containsEntry("L1.qemu", "7.2.22 (1:7.2+dfsg-7)")
                .doesNotContainKey("L1.qemu.sha256");
        assertThat(l1.answers.asked()).hasSize(1);
    }

    @Test
    void aSecondGuestOfALevelIsNamed() {
        FakeGuest sibling = new FakeGuest(host, GuestSpec.hypervisor().withName("sibling"));
        is(host.answers, "");
        is(l1.answers, "kernel=6.1\n");
        is(sibling.answers, "kernel=6.12\n");
        assertThat(fingerprint(l1, sibling).identity())
                .containsEntry("L1.kernel", "6.1")
                .containsEntry("L1.sibling.kernel", "6.12");
    }

    @Test
    void aMachineThatDoesNotAnswerHasNoFacts() {
        is(host.answers, "kernel=6.1\n");
        l1.answers.on(command -> true, command -> {
            throw new NoAnswerException("L1 hypervisor: no answer for 60 s");
        });
        assertThat(fingerprint(l1).identity()).containsEntry("L0.kernel", "6.1").doesNotContainKey("L1.mitigations");
    }
}
