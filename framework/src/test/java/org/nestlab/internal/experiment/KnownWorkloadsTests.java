package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.workload.UnixBench;
import org.nestlab.workload.Workload;

class KnownWorkloadsTests {

    private static final Optional<Path> INSTALLED = Optional.of(Path.of("/opt/unixbench"));

    @Test
    void eachHasANameOfItsOwnByWhichItIsFound() {
        assertThat(KnownWorkloads.all(INSTALLED))
                .extracting(Workload::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(KnownWorkloads.named(name, INSTALLED).name()).isEqualTo(name));
    }

    @Test
    void unixBenchIsThereWhereItIsInstalled() {
        assertThat(KnownWorkloads.named("unixbench-single", INSTALLED)).isInstanceOf(UnixBench.class);
        assertThatThrownBy(() -> KnownWorkloads.named("unixbench-single", Optional.empty()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "no workload is called 'unixbench-single': there are fio-randread-4k, fio-randwrite-4k, fio-randread-4k-qd1,"
                                + " fio-read-1m, fio-write-1m, sysbench-cpu-single, sysbench-cpu-percpu, stress-syscall, stress-switch,"
                                + " stress-fork, stress-pipe, stress-fault, system-index-single, system-index-percpu, hackbench,"
                                + " exit-cpuid, exit-touch, exit-pipe, iperf3, own-speed,"
                                + " and UnixBench's where nestlab.unixbench is set");
    }
}
