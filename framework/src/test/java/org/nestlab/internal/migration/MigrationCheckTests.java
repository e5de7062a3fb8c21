package org.nestlab.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.FakeGuest;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.machine.Guest;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** What is refused before anything is made for a migration. */
class MigrationCheckTests {

    private static final ImageSpec BTRFS = new ImageSpec.Embedded(ImageSpec.FileSystem.BTRFS);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init")
    private PaperLab lab;

    @AfterEach
    void down() {
        lab.close();
    }

    private LiveGuest second(GuestSpec beside) {
        lab = new PaperLab(folder, LabSpec.kvmInKvm().addGuest(beside.withName("second")), Tier.EMULATED);
        return lab.besideL1.get(0);
    }

    private void refused(Guest to, String why) {
        assertThatThrownBy(() -> lab.l2.migrateTo(to))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("L2 guest: cannot be migrated to %s: %s", to.label(), why);
    }

    @Test
    void anEmptyHypervisorBesideIsADestination() {
        LiveGuest second = second(GuestSpec.hypervisor());

        assertThat(new MigrationCheck(lab.l2).destination(second)).isSameAs(second);
    }

    @Test
    void whereItIsAlready() {
        second(GuestSpec.hypervisor());

        refused(lab.l1, "it runs there already");
    }

    @Test
    void anL1Guest() {
        LiveGuest second = second(GuestSpec.hypervisor());

        assertThatThrownBy(() -> lab.l1.migrateTo(second))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "L1 hypervisor: cannot be migrated to L1 second: the guest runs on the host; expected a guest of a guest hypervisor, as L2");
    }

    @Test
    void aGuestOfAnotherLab() {
        second(GuestSpec.hypervisor());

        refused(FakeGuest.l1(), "that is not a guest of the same lab");
    }

    @Test
    void aGuestThatCannotHost() {
        refused(
                second(GuestSpec.hypervisor().withCpu(CpuMode.custom("EPYC").withVirtualization(false))),
                "expected another L1 guest that is up and may host");
    }

    @Test
    void oneThatIsSuspended() {
        LiveGuest second = second(GuestSpec.hypervisor());
        second.suspend();

        refused(second, "L1 second: it is suspended, as while another machine is measured: resume it first");
    }

    @Test
    void oneWithTooLittleMemory() {
        refused(
                second(GuestSpec.hypervisor().withMemoryMib(1024)),
                "it needs 1024 MiB of memory and there are 512 MiB for guests: give L1 second more with withMemoryMib");
    }

    @Test
    void oneWithAGuestOfTheSameName() {
        LiveGuest second = second(GuestSpec.hypervisor());
        second.sessions().add(lab.l2);

        refused(second, "a guest of this name is there, with files of the same names: give each its own name");
    }

    @Test
    void oneThatRunsAnotherImageThanTheKernelIsOf() {
        refused(
                second(GuestSpec.hypervisor().withImage(BTRFS)),
                "it was booted with the kernel in the image of L1 hypervisor, and L1 second has another image: give both the same");
    }

    @Test
    void oneThatWasHandedAnotherImageForItsGuests() {
        refused(
                second(GuestSpec.hypervisor()
                        .addGuest(GuestSpec.guest().withName("other").withImage(BTRFS))),
                "what its disks start from is not there, or another disk: let that guest run none of its own, or guests of the same images");
    }
}
