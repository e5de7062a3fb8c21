package org.nestlab.internal.thresholds;

import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nestlab.internal.experiment.KnownWorkloads;
import org.nestlab.workload.Metric;

/** The metrics of the workloads that are known by name; those of others are known only when they run. */
final class KnownMetrics {

    private static final Path ANYWHERE = Path.of("/");

    private KnownMetrics() {}

    static Set<String> names() {
        return KnownWorkloads.all(Optional.of(ANYWHERE)).stream()
                .flatMap(workload -> workload.metrics().stream())
                .map(Metric::name)
                .collect(toCollection(TreeSet::new));
    }
}
