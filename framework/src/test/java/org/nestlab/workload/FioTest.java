package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;

class FioTest {

    private static final String RUN = Hostile.sample("fio-3.33-run-4k-2jobs.txt");
    private static final long BYTES = 154374L * 4096;

    private final FakeTestbed bed = FakeTestbed.withDisk(2);

    FioTest() {
        bed.guest.answers.on("Cpus_allowed_list", "0-1\n").on("fio --output-format=json+", RUN);
    }

    @Test
    void givesAllItsMetricsAndProofs() {
        bed.moved.add(new HostBytes(1000, 500));
        bed.moved.add(new HostBytes(1000 + BYTES, 9_999_999_999L));

        Measurement measured = Fio.randomRead4k().measure(bed);

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
        Fio.randomRead4k().measure(bed);

        assertThat(job())
                .contains("numjobs=2\n", "iodepth=64\n", "cpus_allowed=0-1\ncpus_allowed_policy=split\n")
                .contains("filename=/dev/disk/by-id/virtio-nestlab-scratch0\nsize=1073741824\nallow_file_create=0\n")
                .contains("runtime=2000ms\n", "rw=randread\n");
    }

    @Test
    void rampsInARunOfItsOwnBeforeTheHostCounts() {
        bed.timing = new Timing(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(2));

        Measurement measured = Fio.randomRead4k().measure(bed);

        assertThat(bed.guest.answers.asked().get(1).input()).contains("runtime=500ms\n");
        assertThat(job()).contains("runtime=2000ms\n");
        assertThat(measured.operations()).hasValue(2 * 154374);
    }

    @Test
    void saysWhenACacheAnswered() {
        bed.moved.add(new HostBytes(0, 0));
        bed.moved.add(new HostBytes(0, BYTES));

        assertThat(Fio.randomRead4k().measure(bed).checks().get(0))
                .hasToString(
                        "bytes read on the host's disk: observed 0.000, wanted 6.323e+08 within 5 %, and at most 1 MiB of others");
    }

    @Test
    void saysWhenSomebodyElseUsedTheDisk() {
        bed.moved.add(new HostBytes(0, 0));
        bed.moved.add(new HostBytes((long) (BYTES * 1.05) + (2 << 20), 0));

        assertThat(Fio.randomRead4k().measure(bed).checks().get(0).passed()).isFalse();
    }

    @Test
    void saysWhenTheHostDoesNotCount() {
        Check check = Fio.randomRead4k().measure(bed).checks().get(0);

        assertThat(check.passed()).isTrue();
        assertThat(check)
                .hasToString(
                        "bytes read on the host's disk: observed not countable on this host, wanted 6.323e+08 within 5 %");
    }

    @Test
    void saysWhenTheMachineStoodStill() {
        bed.took = Duration.ofSeconds(9);

        Check clock = Fio.randomRead4k().measure(bed).checks().get(2);

        assertThat(clock.passed()).isFalse();
        assertThat(clock)
                .hasToString("the machine's clock: observed 2.35 s passed, 9.00 s here,"
                        + " wanted the same, and at most 1 % and 1 s for the way there and back");
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
        bed.path = "/dev/vdb\nfilename=/dev/vda";

        assertThatThrownBy(() -> Fio.randomWrite4k().measure(bed)).isInstanceOf(LabConfigurationException.class);
        assertThat(bed.guest.answers.asked())
                .noneMatch(command -> command.line().contains("json+"));
    }

    @Test
    void saysWhenFioIsMissing() {
        bed.guest.answers.failOn("fio --output-format=json+", 127, "sh: 1: fio: not found\n");

        assertThatThrownBy(() -> Fio.randomRead4k().measure(bed))
                .isInstanceOf(InvalidMeasurementException.class)
                .hasMessage("L1 hypervisor: `fio --version >/dev/null || exit 127` ended with exit status 127"
                        + " (a program is not installed): sh: 1: fio: not found");
    }

    private String job() {
        var asked = bed.guest.answers.asked();
        return String.valueOf(asked.get(asked.size() - 1).input());
    }
}
