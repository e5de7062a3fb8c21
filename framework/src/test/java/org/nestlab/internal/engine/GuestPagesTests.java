package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.fake.ScriptedShell;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.Plans;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.MemoryBacking;

class GuestPagesTests {

    private String meminfo = "Hugepagesize=2048\nHugePages_Total=0\nHugePages_Free=0\nHugePages_Rsvd=0\n";
    private String transparent = "enabled=madvise\nshmem_enabled=never\n";
    private String afterReserving = meminfo;

    private final ScriptedShell shell = new ScriptedShell("machine", command -> {
        if (command.contains("nr_hugepages")) {
            meminfo = afterReserving;
            return "";
        }
        return meminfo + transparent;
    });

    private void prepare(Level level, MemoryBacking backing) {
        List<GuestPlan> guests = Plans.plan(
                        LabSpec.kvmInKvm().withL1(l1 -> l1.withMemoryMib(4095).withMemoryBacking(backing)))
                .host()
                .guests();
        GuestPages.prepare(level, shell, guests);
    }

    private Optional<String> reserving() {
        return shell.ran.stream().filter(it -> it.contains("nr_hugepages")).findFirst();
    }

    @Test
    void aLabThatAsksForNoKindOfPagesAsksNoMachine() {
        prepare(Level.L0, MemoryBacking.AS_HOST);

        assertThat(shell.ran).isEmpty();
    }

    @Test
    void theHostHasToHaveThePagesAndIsNotChanged() {
        meminfo = "Hugepagesize=2048\nHugePages_Total=2050\nHugePages_Free=2049\nHugePages_Rsvd=2\n";

        assertThatThrownBy(() -> prepare(Level.L0, MemoryBacking.HUGE_PAGES))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0: its guests need 4095 MiB in huge pages, which are 2048 pages of 2048 KiB, and 2047 are free:"
                                + " reserve them with `sysctl -w vm.nr_hugepages=2051`, and mount hugetlbfs on /dev/hugepages");
        assertThat(reserving()).isEmpty();

        meminfo = "Hugepagesize=2048\nHugePages_Total=2050\nHugePages_Free=2050\nHugePages_Rsvd=2\n";
        assertThatCode(() -> prepare(Level.L0, MemoryBacking.HUGE_PAGES)).doesNotThrowAnyException();
    }

    @Test
    void aGuestHypervisorReservesWhatItLacks() {
        meminfo = "Hugepagesize=2048\nHugePages_Total=10\nHugePages_Free=4\nHugePages_Rsvd=0\n";
        afterReserving = "Hugepagesize=2048\nHugePages_Total=2054\nHugePages_Free=2048\nHugePages_Rsvd=0\n";

        prepare(Level.L1, MemoryBacking.HUGE_PAGES);

        assertThat(reserving()).hasValueSatisfying(it -> assertThat(it).contains("echo 2054 >"));
    }

    @Test
    void aGuestHypervisorWithTooLittleMemoryIsTold() {
        afterReserving = "Hugepagesize=2048\nHugePages_Total=1200\nHugePages_Free=1200\nHugePages_Rsvd=0\n";

        assertThatThrownBy(() -> prepare(Level.L1, MemoryBacking.HUGE_PAGES))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L1: its guests need 4095 MiB in huge pages, which are 2048 pages of 2048 KiB, and 1200 are free"
                                + " after as many as its memory allows were reserved: give it more with withMemoryMib");
    }

    @Test
    void aKernelWithoutHugePagesIsTold() {
        meminfo = "";
        transparent = "";

        assertThatThrownBy(() -> prepare(Level.L0, MemoryBacking.HUGE_PAGES))
                .hasMessage(
                        "L0: L1 hypervisor needs its memory in huge pages, and the kernel has none; expected a kernel with CONFIG_HUGETLBFS, or a guest without MemoryBacking.HUGE_PAGES");
    }

    @Test
    void transparentHugePagesHaveToBeOn() {
        assertThatCode(() -> prepare(Level.L0, MemoryBacking.TRANSPARENT)).doesNotThrowAnyException();
        transparent = "enabled=never\nshmem_enabled=never\n";

        assertThatThrownBy(() -> prepare(Level.L0, MemoryBacking.TRANSPARENT))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0: L1 hypervisor needs transparent huge pages, and they are 'never'; expected always or madvise in /sys/kernel/mm/transparent_hugepage/enabled");
    }

    @Test
    void sharedMemoryHasToHaveNone() {
        assertThatCode(() -> prepare(Level.L0, MemoryBacking.SMALL)).doesNotThrowAnyException();
        transparent = "enabled=always\nshmem_enabled=advise\n";

        assertThatThrownBy(() -> prepare(Level.L0, MemoryBacking.SMALL))
                .hasMessage(
                        "L0: L1 hypervisor needs its memory in small pages, and shared memory has huge ones: 'advise'; expected never in /sys/kernel/mm/transparent_hugepage/shmem_enabled");
    }

    /** More than any machine has, so that the message has what the real files say. */
    @Test
    void theFilesOfThisMachineAreRead() {
        List<GuestPlan> guests = Plans.plan(LabSpec.kvmInKvm()
                        .withL1(l1 -> l1.withMemoryMib(60_000).withMemoryBacking(MemoryBacking.HUGE_PAGES)))
                .host()
                .guests();

        assertThatThrownBy(() -> GuestPages.prepare(Level.L0, new LocalShell("L0 host"), guests))
                .hasMessageMatching(
                        "L0: its guests need 60000 MiB in huge pages, which are [0-9]+ pages of [0-9]+ KiB, and [0-9]+ are free: .*");
    }
}
