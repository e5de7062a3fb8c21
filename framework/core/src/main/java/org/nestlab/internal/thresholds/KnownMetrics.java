package org.nestlab.internal.thresholds;

import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.nestlab.internal.experiment.KnownWorkloads;
import org.nestlab.workload.Metric;
import org.nestlab.workload.VmExits;

/** The metrics of Nestlab's workloads, and of those that are services; others are known only when they run. */
final class KnownMetrics {

    private static final Path ANYWHERE = Path.of("/");

    private KnownMetrics() {}

    static Set<String> names() {
        return Stream.concat(KnownWorkloads.all(Optional.of(ANYWHERE)).stream(), Stream.of(VmExits.of(ANYWHERE)))
                .flatMap(workload -> workload.metrics().stream())
                .map(Metric::name)
                .collect(toCollection(TreeSet::new));
    }
}
