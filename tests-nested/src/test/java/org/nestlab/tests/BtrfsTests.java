package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nestlab.L1;
import org.nestlab.LabExtension;
import org.nestlab.machine.Guest;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.LabSpec;

/** The embedded image with btrfs for its root file system. */
@Tag("full")
class BtrfsTests {

    @RegisterExtension
    static final LabExtension LAB = LabExtension.of(LabSpec.hypervisorOnly()
            .withName("btrfs")
            .withL1(l1 -> l1.withImage(new ImageSpec.Embedded(ImageSpec.FileSystem.BTRFS))));

    @Test
    void rootIsBtrfsAndGrowsWithItsDisk(@L1 Guest l1) {
        assertThat(l1.run("findmnt -n -o FSTYPE /").orThrow().text()).isEqualTo("btrfs");
        long before = DiskTests.rootFileSystem(l1);

        l1.growRootDisk(6);

        assertThat(DiskTests.rootFileSystem(l1)).isGreaterThan(before).isEqualTo(6L << 30);
    }

    @Test
    void l1CanHostGuests(@L1 Guest l1) {
        assertThat(l1).hasUsableKvm().hasNestingEnabled();
    }
}
