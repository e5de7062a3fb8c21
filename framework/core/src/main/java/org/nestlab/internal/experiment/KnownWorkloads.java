package org.nestlab.internal.experiment;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.LabConfigurationException;
import org.nestlab.workload.ExitProbe;
import org.nestlab.workload.Fio;
import org.nestlab.workload.Hackbench;
import org.nestlab.workload.Iperf3;
import org.nestlab.workload.StressNg;
import org.nestlab.workload.SysbenchCpu;
import org.nestlab.workload.SystemIndex;
import org.nestlab.workload.UnixBench;
import org.nestlab.workload.Workload;

/** The workloads that are known by name: those that come with Nestlab, and those of authors, which are services. */
public final class KnownWorkloads {

    private KnownWorkloads() {}

    /**
     * All of them.
     *
     * @param unixBench the installation of UnixBench; without one, UnixBench is not among the workloads
     */
    public static List<Workload> all(Optional<Path> unixBench) {
        return all(unixBench, OwnWorkloads.discovered());
    }

    private static List<Workload> all(Optional<Path> unixBench, OwnWorkloads own) {
        List<Workload> all = new ArrayList<>(List.of(
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
                SystemIndex.single(),
                SystemIndex.perCpu(),
                new Hackbench(),
                ExitProbe.cpuid(),
                ExitProbe.touch(),
                ExitProbe.pipe(),
                new Iperf3()));
        unixBench.ifPresent(folder -> all.addAll(List.of(
                UnixBench.single(folder),
                UnixBench.perCpu(folder),
                UnixBench.single(folder).quick(),
                UnixBench.perCpu(folder).quick())));
        all.addAll(own.workloads());
        return List.copyOf(all);
    }

    /**
     * The workload of that name, for example {@code fio-randread-4k}.
     *
     * @throws LabConfigurationException if no workload has the name, with the known names, or if two have it
     */
    public static Workload named(String name, Optional<Path> unixBench) {
        return named(name, unixBench, OwnWorkloads.discovered());
    }

    static Workload named(String name, Optional<Path> unixBench, OwnWorkloads own) {
        List<Workload> all = all(unixBench, own);
        List<Workload> found =
                all.stream().filter(workload -> workload.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new LabConfigurationException("no workload is called '%s': there are %s%s%s"
                    .formatted(
                            name,
                            all.stream().map(Workload::name).collect(joining(", ")),
                            unixBench.isEmpty() ? ", and UnixBench's where nestlab.unixbench is set" : "",
                            unusable(own)));
        }
        if (found.size() > 1) {
            throw new LabConfigurationException(
                    "%d workloads are called '%s': %s. Give the one that %s registers a name of its own"
                            .formatted(
                                    found.size(),
                                    name,
                                    found.stream()
                                            .map(workload -> workload.getClass().getName())
                                            .collect(joining(" and ")),
                                    OwnWorkloads.REGISTERED));
        }
        return found.get(0);
    }

    private static String unusable(OwnWorkloads own) {
        return own.unusable().isEmpty()
                ? ""
                : ". Of %s could not be used: %s".formatted(OwnWorkloads.REGISTERED, String.join("; ", own.unusable()));
    }
}
