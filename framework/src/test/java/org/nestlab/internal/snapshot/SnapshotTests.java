package org.nestlab.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.plan.Drawn;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.plan.Plans;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

class SnapshotTests {

    @Test
    void aSnapshotOfAnotherQemuIsNotUsed() {
        Snapshot snapshot = of(Map.of("QEMU", "7.2.22", "libvirt", "9.0.0"));

        assertThat(snapshot.difference(Map.of("QEMU", "7.2.22", "libvirt", "9.0.0")))
                .isEmpty();
        assertThat(snapshot.difference(Map.of("QEMU", "10.0.2", "libvirt", "9.0.0")))
                .contains("QEMU is 10.0.2; it was 7.2.22 when the snapshot was made");
    }

    @Test
    void aPartThatIsNewOrGoneIsADifference() {
        Snapshot snapshot = of(Map.of("QEMU", "7.2.22"));

        assertThat(snapshot.difference(Map.of("QEMU", "7.2.22", "the file /x", "5 bytes")))
                .contains("the file /x is 5 bytes; it was not there when the snapshot was made");
        assertThat(snapshot.difference(Map.of()))
                .contains("QEMU is not there; it was 7.2.22 when the snapshot was made");
    }

    @Test
    void theKeyIsThatOfWhatWentIntoIt() {
        assertThat(of(Map.of("a", "1", "b", "2")).key())
                .isEqualTo(of(Map.of("b", "2", "a", "1")).key());
        assertThat(of(Map.of("a", "1")).key()).isNotEqualTo(of(Map.of("a", "2")).key());
    }

    @Test
    void onlyEmulatedLabsOfTheBuiltImageAreFrozen() {
        assertThat(Freezing.obstacle(Plans.plan(LabSpec.kvmInKvm(), Tier.EMULATED)))
                .isEmpty();
        assertThat(Freezing.obstacle(Plans.plan(LabSpec.kvmInKvm(), Tier.KVM)))
                .contains("its tier is kvm; expected emulated, on which a guest in a guest can be saved");
        assertThat(obstacle(LabSpec.kvmInKvm().withSharedScratchDisk(1)))
                .contains("it has a shared scratch disk, as labs that are measured have");
        assertThat(obstacle(LabSpec.kvmInKvm().withHypervisor(HypervisorSpec.debian(HypervisorSpec.Release.TRIXIE))))
                .contains("its QEMU runs in a container");
    }

    private static Optional<String> obstacle(LabSpec spec) {
        return Freezing.obstacle(Plans.plan(spec, Tier.EMULATED));
    }

    private static Snapshot of(Map<String, String> parts) {
        LabPlan plan = Plans.plan(LabSpec.kvmInKvm(), Tier.EMULATED);
        return new Snapshot(Drawn.of(plan), "lab", "spec", parts, "key", List.of(), List.of(), 1);
    }
}
