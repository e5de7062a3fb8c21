package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.DiskTraffic;

class FioTests {

    private static final String RUN = Hostile.sample("fio-3.33-run-4k-2jobs.txt");
    private static final long BYTES = 154374L * 4096;

    private final FakeTestbed testbed = FakeTestbed.withDisk(2);

    FioTests() {
        testbed.guest.answers.on("Cpus_allowed_list", "0-1\n").on("fio --output-format=json+", RUN);
    }

    @Test
    void givesAllItsMetricsAndProofs() {
        counted(1000, 1000 + BYTES);

        Measurement measured = Fio.randomRead4k().measure(testbed);

        assertThat(measured.values().keySet())
                .containsExactlyElementsOf(Fio.randomRead4k().metrics());
        assertThat(measured.values().values())
                .containsExactly(77148.425787, 66320.0, 315999952 / 1048576.0, 1548.288, 5865.472, 10551.296);
        assertThat(measured.facts())
                .containsEntry("fio", "3.33")
                .containsEntry("scheduler", "none")
                .containsEntry("numjobs", "2")
                .containsEntry("iodepth", "64");
        assertThat(measured.checks()).hasSize(3).allMatch(Check::passed);
        assertThat(measured.operations()).hasValue(154374);
    }

    @Test
    void keepsInFlightWhatItSaysWhateverTheQueues() {
        Fio.randomRead4k().measure(testbed);

        assertThat(job())
                .contains("numjobs=2\n", "iodepth=64\n", "cpus_allowed=0-1\ncpus_allowed_policy=split\n")
                .contains("filename=/dev/disk/by-id/virtio-nestlab-scratch0\nsize=1073741824\nallow_file_create=0\n")
                .contains("runtime=2000ms\n", "rw=randread\n");
    }

    @Test
    void rampsInARunOfItsOwnBeforeTheHostCounts() {
        testbed.timing = new Timing(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(2));

        Measurement measured = Fio.randomRead4k().measure(testbed);

        assertThat(testbed.guest.answers.asked().get(1).input().orElse("")).contains("runtime=500ms\n");
        assertThat(job()).contains("runtime=2000ms\n");
        assertThat(measured.operations()).hasValue(2 * 154374);
    }

    private void counted(long before, long after) {
        for (long bytes : new long[] {before, after}) {
            DiskTraffic traffic = new DiskTraffic(bytes, 0);
            testbed.counts.add(
                    DiskCount.Counted.of("QEMU of L1 hypervisor", traffic, true).withAsked(traffic));
        }
    }

    @Test
    void handsOnWhatItsOwnKernelCountedForIt() {
        testbed.guest.answers.on(
                "fio --output-format=json+",
                RUN.replace("nestlab-iops-log\n", "nestlab-io 4096 512 632320000 512 \nnestlab-iops-log\n"));

        Fio.randomRead4k().measure(testbed);

        assertThat(testbed.byProgram).containsExactly(new DiskTraffic(0, 0), new DiskTraffic(632320000 - 4096, 0));
    }

    @Test
    void saysWhenACacheAnswered() {
        counted(0, 0);

        Check check = Fio.randomRead4k().measure(testbed).checks().get(0);

        assertThat(check.failed()).isTrue();
        assertThat(check.toString())
                .startsWith("bytes read from the host's storage: observed 0.000 asked of L1's disk");
    }

    @Test
    void asksForTheWrittenBytesOfARunThatWrites() {
        testbed.guest.answers.on(
                "fio --output-format=json+",
                RUN.replace("\"write\" : {", "\"other\" : {").replace("\"read\" : {", "\"write\" : {"));
        counted(0, BYTES);

        assertThat(Fio.randomWrite4k().measure(testbed).checks().get(0).toString())
                .startsWith("bytes written to the host's storage: observed 0.000 asked");
    }

    @Test
    void isNotCalledProvenWhereTheHostDoesNotCount() {
        Check check = Fio.randomRead4k().measure(testbed).checks().get(0);

        assertThat(check.state()).isEqualTo(Check.State.NOT_PROVABLE);
        assertThat(check.passed()).isFalse();
        assertThat(check.failed()).isFalse();
        assertThat(check).hasToString("bytes read from the host's storage: not provable: nobody counts in this test");
    }

    @Test
    void saysWhenTheMachineStoodStill() {
        testbed.took = Duration.ofSeconds(9);

        Check clock = Fio.randomRead4k().measure(testbed).checks().get(2);

        assertThat(clock.passed()).isFalse();
        assertThat(clock)
                .hasToString("the machine's clock: observed 2.35 s passed, 9.00 s here,"
                        + " expected the same, and at most 1 % and 1 s for the way there and back");
    }

    @Test
    void refusesAMachineWithoutAScratchDisk() {
        assertThatThrownBy(() -> Fio.randomWrite4k().measure(new FakeTestbed()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("fio-randwrite-4k writes only to the lab's shared scratch disk, and L1 hypervisor has none:"
                        + " use LabSpec.withSharedScratchDisk(1)");
    }

    @Test
    void refusesADiskWhoseNameIsMoreThanAName() {
        testbed.path = "/dev/vdb\nfilename=/dev/vda";

        assertThatThrownBy(() -> Fio.randomWrite4k().measure(testbed)).isInstanceOf(LabConfigurationException.class);
        assertThat(testbed.guest.answers.asked())
                .noneMatch(command -> command.line().contains("json+"));
    }

    @Test
    void saysWhenFioIsMissing() {
        testbed.guest.answers.failOn("fio --output-format=json+", 127, "sh: 1: fio: not found\n");

        assertThatThrownBy(() -> Fio.randomRead4k().measure(testbed))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("L1 hypervisor: `fio --version >/dev/null || exit 127` ended with exit status 127"
                        + " (a program is not installed): sh: 1: fio: not found");
    }

    private String job() {
        var asked = testbed.guest.answers.asked();
        return asked.get(asked.size() - 1).input().orElse("");
    }
}
