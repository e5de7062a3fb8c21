package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;

/** A guest's disks: the root disk grows while the guest runs, and extra disks are found by their serials. */
@Lab(BareHypervisorLab.class)
class DiskTests {

    private static final long GIB = 1L << 30;

    @Test
    void rootFileSystemGrowsWithItsDisk(@L1 Guest l1) {
        long before = rootFileSystem(l1);

        l1.growRootDisk(6);

        assertThat(rootFileSystem(l1))
                .as("bytes of the root file system on a disk of 6 GiB")
                .isGreaterThan(before)
                .isBetween(5 * GIB, 6 * GIB);
    }

    @Test
    void scratchDiskIsThereBySerialAndHoldsWhatIsWritten(@L1 Guest l1) {
        String disk = "/dev/disk/by-id/virtio-nestlab-scratch0";
        assertThat(l1.run("blockdev --getsize64 " + disk).orThrow().text()).isEqualTo(Long.toString(GIB));

        l1.run("echo written | dd of=%s bs=512 conv=sync oflag=direct".formatted(disk))
                .orThrow();
        assertThat(l1.run("dd if=%s bs=512 count=1 iflag=direct | head -n 1".formatted(disk))
                        .text())
                .isEqualTo("written");
    }

    /** Size in bytes. */
    static long rootFileSystem(Guest guest) {
        String[] blocks = guest.run("stat -f -c '%b %S' /").orThrow().text().split(" ", -1);
        return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }
}
