package org.nestlab.internal.thresholds;

import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.nestlab.workload.ExitProbe;
import org.nestlab.workload.Fio;
import org.nestlab.workload.Hackbench;
import org.nestlab.workload.Iperf3;
import org.nestlab.workload.Metric;
import org.nestlab.workload.StressNg;
import org.nestlab.workload.SysbenchCpu;
import org.nestlab.workload.UnixBench;
import org.nestlab.workload.Workload;

/** The metrics of the workloads that come with Nestlab; an author's own are known only when they run. */
final class KnownMetrics {

    private static final Path ANYWHERE = Path.of("/");

    private KnownMetrics() {}

    static Set<String> names() {
        return Stream.<Workload>of(
                        Fio.randomRead4k(),
                        Fio.randomWrite4k(),
                        Fio.randomRead4kOneByOne(),
                        Fio.sequentialRead(),
                        Fio.sequentialWrite(),
                        SysbenchCpu.single(),
                        SysbenchCpu.perCpu(),
                        StressNg.syscall(),
                        StressNg.contextSwitch(),
                        StressNg.fork(),
                        StressNg.pipe(),
                        StressNg.fault(),
                        new Hackbench(),
                        ExitProbe.cpuid(),
                        ExitProbe.touch(),
                        ExitProbe.pipe(),
                        new Iperf3(),
                        UnixBench.single(ANYWHERE),
                        UnixBench.perCpu(ANYWHERE),
                        UnixBench.single(ANYWHERE).quick(),
                        UnixBench.perCpu(ANYWHERE).quick())
                .flatMap(workload -> workload.metrics().stream())
                .map(Metric::name)
                .collect(toCollection(TreeSet::new));
    }
}
