package @package@

import org.junit.jupiter.api.Test
import org.nestlab.L1
import org.nestlab.Lab
import org.nestlab.LabDefinition
import org.nestlab.assertion.NestlabAssertions.assertThat
import org.nestlab.machine.Guest
import org.nestlab.spec.LabSpec

@Lab(ScratchDiskTests.OneHypervisor::class)
class ScratchDiskTests {

    /** An L1 guest hypervisor that runs nothing yet, with an empty disk of its own. */
    class OneHypervisor : LabDefinition {
        override fun spec(): LabSpec =
            LabSpec.hypervisorOnly()
                .withName("scratch-disk")
                .withL1 { l1 -> l1.withMemoryMib(1024).addScratchDisk(1) }
    }

    @Test
    fun l1SeesItsScratchDisk(@L1 l1: Guest) {
        assertThat(l1).hasUsableKvm()
        assertThat(l1.run("lsblk -bno SIZE /dev/disk/by-id/virtio-nestlab-scratch0").orThrow().text())
            .isEqualTo("1073741824")
    }
}
