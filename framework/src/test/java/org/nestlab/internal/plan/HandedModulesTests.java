package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.plan.DiskPlan.Use;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

class HandedModulesTests {

    private static final KernelSpec.Files KERNEL =
            KernelSpec.files(Path.of("/k/vmlinuz"), Path.of("/k/initrd.img")).withModules(Path.of("/k/modules.img"));

    private static List<DiskPlan> modules(GuestPlan guest) {
        return guest.disks().stream().filter(disk -> disk.use() == Use.MODULES).toList();
    }

    @Test
    void theModulesOfL1AreADiskOfTheHost() {
        GuestPlan l1 = Plans.plan(LabSpec.kvmInKvm().withL1(guest -> guest.withKernel(KERNEL)))
                .guests()
                .get(0);

        assertThat(modules(l1)).singleElement().satisfies(disk -> {
            assertThat(disk.serial()).isEqualTo("nestlab-modules");
            assertThat(disk.path()).isEqualTo("/k/modules.img");
            assertThat(disk.format()).isEqualTo("raw");
            assertThat(disk.readOnly()).isTrue();
            assertThat(disk.made()).isFalse();
        });
    }

    @Test
    void theModulesOfL2GoThroughL1() {
        List<GuestPlan> guests = Plans.plan(LabSpec.kvmInKvm().withL2(guest -> guest.withKernel(KERNEL)))
                .guests();

        assertThat(modules(guests.get(0))).singleElement().satisfies(disk -> {
            assertThat(disk.serial()).isEqualTo("nestlab-kernel0");
            assertThat(disk.path()).isEqualTo("/k/modules.img");
        });
        assertThat(modules(guests.get(1))).singleElement().satisfies(disk -> {
            assertThat(disk.serial()).isEqualTo("nestlab-modules");
            assertThat(disk.path()).isEqualTo("/dev/disk/by-id/virtio-nestlab-kernel0");
        });
        assertThat(guests.get(1).uploads())
                .extracting(GuestPlan.Upload::local)
                .containsExactly(Path.of("/k/vmlinuz"), Path.of("/k/initrd.img"));
    }

    @Test
    void aKernelOfBothLevelsIsTwoDisksOfL1() {
        List<GuestPlan> guests = Plans.plan(LabSpec.kvmInKvm()
                        .withL1(guest -> guest.withKernel(KERNEL))
                        .withL2(guest -> guest.withKernel(KERNEL)))
                .guests();

        assertThat(modules(guests.get(0)))
                .extracting(DiskPlan::serial)
                .containsExactly("nestlab-modules", "nestlab-kernel0");
    }

    @Test
    void aPlanThatIsOnlyShownSaysWhereTheKernelComesFrom() {
        KernelSpec later = KernelSpec.swapped(new KernelSource.Deb(Path.of("/k.deb")));
        LabPlan plan = Plans.plan(LabSpec.hypervisorOnly().withL1(guest -> guest.withKernel(later)));

        assertThat(plan.notes())
                .containsExactly("L1 hypervisor: its kernel is made of deb:/k.deb when the lab comes up");
        assertThat(plan.guests().get(0).boot())
                .isEqualTo(new BootPlan.Direct(
                        "/var/lib/nestlab/labs/0badcafe/hypervisor-vmlinuz",
                        "/var/lib/nestlab/labs/0badcafe/hypervisor-initrd.img",
                        "root=/dev/vda"));
    }
}
