package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.engine.KeptEvidence;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.internal.takedown.TestbedRemains;
import org.nestlab.machine.Command;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.machine.Guest;
import org.nestlab.workload.Check;
import org.nestlab.workload.DiskCount;
import org.nestlab.workload.DiskProof;
import org.nestlab.workload.ScratchDisk;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;

/**
 * A pair of machines on a real lab: the same bytes and the same programs at every level, and nothing left on the host.
 */
@ExtendWith(KeptEvidence.class)
class MachinePairIT extends MeasuredLab {

    private static final Timing TIMING =
            new Timing(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(1));

    @AfterAll
    static void takeDown() {
        // As where a run is ended in the middle of a visit to the host.
        assertThat(BystanderGuests.of(lab.guests(), l1, l0).suspend(l0).guests())
                .containsExactlyInAnyOrder(l1, l2);
        long start = System.nanoTime();
        lab.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        String id = lab.id();
        assertThat(l0.run("find /sys/fs/cgroup /dev/mapper -name '*" + id + "*'; losetup -a | grep " + id
                                + "; cat /proc/mounts | grep " + id)
                        .stdout())
                .isEmpty();
    }

    @Test
    void allLevelsReadAndWriteTheSameBytes() {
        try (MachinePair inner = MachinePair.open(l2, l1, lab, TIMING);
                MachinePair outer = MachinePair.open(l1, l0, lab, TIMING)) {
            write(inner.subject(), "written in L2", 7);
            assertThat(read(inner.reference(), 7)).isEqualTo("written in L2");
            assertThat(read(outer.reference(), 7)).isEqualTo("written in L2");

            write(outer.reference(), "written at L0", 9);
            assertThat(read(inner.subject(), 9)).isEqualTo("written at L0");

            assertThat(disk(inner.subject()).facts())
                    .isEqualTo(disk(inner.reference()).facts())
                    .containsKeys("scheduler", "logical-block");
            assertThat(disk(outer.subject()).facts())
                    .isEqualTo(disk(outer.reference()).facts());
            assertThat(disk(inner.subject()).queues()).isEqualTo(l2.spec().vcpus());
            assertThat(inner.checks()).allMatch(check -> check.passed());
        }
    }

    private static void write(Testbed testbed, String words, int block) {
        testbed.run(
                        "f=$(mktemp); printf %%s '%s' > $f; truncate -s 4096 $f; dd if=$f of=%s bs=4096 seek=%d oflag=direct conv=notrunc"
                                .formatted(words, disk(testbed).path(), block))
                .orThrow();
    }

    private static String read(Testbed testbed, int block) {
        return testbed.run("dd if=%s bs=4096 skip=%d count=1 iflag=direct 2>/dev/null | tr -d '\\0'"
                        .formatted(disk(testbed).path(), block))
                .orThrow()
                .text();
    }

    private static ScratchDisk disk(Testbed testbed) {
        return testbed.scratchDisk().orElseThrow();
    }

    @Test
    void whatEachLevelWritesIsCountedOnTheHost() {
        try (MachinePair inner = MachinePair.open(l2, l1, lab, TIMING);
                MachinePair outer = MachinePair.open(l1, l0, lab, TIMING)) {
            for (Testbed testbed : List.of(inner.subject(), inner.reference(), outer.reference())) {
                ScratchDisk disk = disk(testbed);
                DiskCount before = disk.countOnHost(new DiskTraffic(0, 0));
                String written = testbed.run(
                                "dd if=/dev/urandom of=%s bs=1M count=64 oflag=direct conv=notrunc,fsync && cat /proc/$$/io"
                                        .formatted(disk.path()))
                        .orThrow()
                        .stdout();
                DiskTraffic byProgram = ProcIo.parse(written).traffic();
                assertThat(byProgram.written()).isBetween(64L << 20, 65L << 20);
                DiskCount after = disk.countOnHost(new DiskTraffic(0, byProgram.written()));
                assertThat(DiskProof.ofWrites(before, after, 64 << 20)).matches(Check::passed);
                assertThat(DiskProof.ofWrites(before, after, 128 << 20)).matches(Check::failed);
                assertThat(DiskProof.ofReads(before, after, 64 << 20)).matches(Check::failed);
            }
        }
    }

    @Test
    void theHostRunsTheImagesPrograms() {
        try (MachinePair pair = MachinePair.open(l1, l0, lab, TIMING)) {
            Testbed host = pair.reference();
            String version = "fio --version; . /etc/os-release; echo $PRETTY_NAME; nproc";
            assertThat(host.run(version).orThrow().stdout())
                    .isEqualTo(pair.subject().run(version).orThrow().stdout());
            host.run("printf '#!/bin/sh\\necho kept' > /tmp/program; chmod +x /tmp/program")
                    .orThrow();
            assertThat(host.run("/tmp/program; pwd").text()).isEqualTo("kept\n/tmp");
            assertThat(host.run("cat; exit 3").exitStatus()).isEqualTo(3);
            assertThat(pair.setup()).containsEntry("reference.memory", "4096 MiB");
            assertThatThrownBy(() -> host.run("touch /etc/nestlab").orThrow())
                    .isInstanceOf(GuestCommandException.class);
            host.run("setsid sleep 1000 >/dev/null 2>&1 </dev/null &").orThrow();
            // The shell may answer before what it left behind has become another program.
            Waiting.on("the program that the testbed left behind", Duration.ofSeconds(10), Duration.ofMillis(50))
                    .untilTrue(() -> !l0.run(marked()).text().isEmpty());
        }
        assertThat(l0.run(marked() + "; ls -d "
                                + TestbedRemains.folder(lab.hostSide().folder()))
                        .text())
                .isEmpty();
    }

    private static String marked() {
        return "grep -lzxs NESTLAB_BED=%s /proc/[0-9]*/environ".formatted(lab.id());
    }

    /** With {@code -Dit.suspended=300} for five minutes. */
    @Test
    void aSuspendedGuestSaysSoAndIsNotDead() {
        long seconds = Long.getLong("it.suspended", 5);
        BystanderGuests others = BystanderGuests.of(lab.guests(), l1, l0);
        try (Suspension suspension = others.suspend(l0)) {
            assertThat(suspension.guests()).containsExactlyInAnyOrder(l1, l2);
            assertThatThrownBy(() -> l1.run("true"))
                    .hasMessage(
                            "L1 hypervisor: it is suspended, as while another machine is measured: resume it first");
            assertThatThrownBy(() -> l2.run("true")).hasMessageStartingWith("L2 guest: it is suspended");
            assertThatThrownBy(l2::domainXml)
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageContaining("its libvirt cannot be asked: L1 hypervisor: it is suspended");
            l0.run(Command.shell("sleep " + seconds).withTimeout(Duration.ofSeconds(seconds + 10)))
                    .orThrow();
            assertThat(lab.dead()).isEmpty();
        }
        assertThat(l1.run("echo back").text()).isEqualTo("back");
        assertThat(l2.run("echo back").text()).isEqualTo("back");
        assertThat(l2.domainXml()).contains("<domain type='kvm'");
        l0.run("sleep 3");
        assertThat(lab.dead()).isEmpty();
        others.suspend(l1).close();
    }

    @Test
    void aCommandThatDoesNotEndIsNotTakenForAFaultOfTheEmulator() {
        assertThatThrownBy(() -> l2.run(Command.shell("sleep 30").withTimeout(Duration.ofSeconds(1))))
                .isInstanceOf(GuestCommandException.class)
                .hasMessageContaining("did not end within 1 s")
                .hasMessageNotContaining("the guest had died");
        assertThat(lab.emulatorFault()).isEmpty();
        assertThat(lab.dead()).isEmpty();
        assertThat(l2.run("echo alive").text()).isEqualTo("alive");
    }

    @Test
    void aBedGoesOnAfterItsGuestWasReset() {
        try (MachinePair pair = MachinePair.open(l2, l1, lab, TIMING)) {
            String boot = "cat /proc/sys/kernel/random/boot_id";
            String before = pair.subject().run(boot).orThrow().text();

            l2.reset();

            assertThat(pair.subject().run(boot).orThrow().text()).isNotEqualTo(before);
            assertThat(read(pair.subject(), 9)).isEqualTo(read(pair.reference(), 9));
            assertThat(lab.dead()).isEmpty();
        }
    }

    @Test
    void aLabGoesOnAfterItsSessionsWereLost() {
        l2.domainXml();
        l1.run("(sleep 0.5; pkill -f '^sshd: root') >/dev/null 2>&1 </dev/null &")
                .orThrow();
        l0.run("sleep 2");

        assertThat(l2.run("echo back").text()).isEqualTo("back");
        assertThat(l1.run("echo back").text()).isEqualTo("back");
        l2.suspend();
        assertThat(l2.isSuspended()).isTrue();
        l2.resume();
        assertThat(l2.run("echo resumed").text()).isEqualTo("resumed");
        assertThat(lab.dead()).isEmpty();
    }

    @Test
    void aLabGoesOnAfterTheLibvirtInL1WasStartedAgain() {
        l2.domainXml();
        String old = l1.run("pidof libvirtd").orThrow().text();
        l1.run("kill -SEGV " + old).orThrow();
        Waiting.on("libvirt to be started again", Duration.ofMinutes(2), Duration.ofMillis(500))
                .untilTrue(() -> l1.run("test \"$(pidof libvirtd)\" != " + old + " && virsh -c qemu:///system version")
                        .succeeded());

        l2.suspend();
        assertThat(l2.isSuspended()).isTrue();
        l2.resume();
        assertThat(l2.domainXml()).contains("<domain type='kvm'");
        assertThat(lab.dead()).isEmpty();
    }

    @Test
    void exitsAreCountedInL1ForL2() {
        Counters counters = Counters.start(l2);
        l2.run("i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done").orThrow();
        Map<String, Long> grown = counters.soFar();
        assertThat(grown.get("exits")).isPositive();
        assertThat(Counters.start(l1).soFar()).isEmpty();
    }

    @Test
    void aThrottledDiskIsSlow() {
        try (MachinePair pair = MachinePair.open(l2, l1, lab, TIMING)) {
            for (Testbed testbed : List.of(pair.subject(), pair.reference())) {
                Guest guest = (Guest) testbed.machine();
                double free = iops(testbed);
                assertThat(free).isGreaterThan(150);
                guest.throttleScratchDisk(50);
                double limited = iops(testbed);
                guest.throttleScratchDisk(0);
                double again = iops(testbed);
                assertThat(limited).isBetween(30.0, 75.0);
                assertThat(again).isGreaterThan(2 * limited);
            }
        }
    }

    private static double iops(Testbed testbed) {
        String out = testbed.run(
                        "fio --name=x --filename=%s --direct=1 --ioengine=libaio --iodepth=16 --rw=randread --bs=4k --time_based --runtime=2 --minimal"
                                .formatted(disk(testbed).path()))
                .orThrow()
                .stdout();
        return Double.parseDouble(out.strip().split(";", -1)[7]);
    }

    @Test
    void aDecoyIsRefused() {
        l1.run(
                        "udevadm settle 2>/dev/null; ln -sfn $(readlink -f /dev/disk/by-id/virtio-nestlab-base) /dev/disk/by-id/virtio-nestlab-shared")
                .orThrow();
        try {
            assertThatThrownBy(() -> MachinePair.open(l1, l0, lab, TIMING).close())
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageContaining("its serial: observed 'nestlab-base', expected 'nestlab-shared'");
        } finally {
            l1.run("udevadm trigger --action=add /sys/block/vd*; udevadm settle")
                    .orThrow();
        }
    }
}
