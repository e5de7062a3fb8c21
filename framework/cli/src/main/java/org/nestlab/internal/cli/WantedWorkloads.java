package org.nestlab.internal.cli;

import java.util.List;
import java.util.SortedMap;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.upgrade.LevelWorkloads;
import org.nestlab.machine.Level;
import org.nestlab.workload.Workload;
import picocli.CommandLine.Option;

/** The option that names workloads, each with its level. */
final class WantedWorkloads {

    @Option(
            names = "--workload",
            paramLabel = "LEVEL:NAME",
            split = ",",
            defaultValue = LevelWorkloads.USUAL,
            description = "What is measured, and where; ${DEFAULT-VALUE}.")
    private List<String> names = List.of();

    /** As the option has them. */
    List<String> names() {
        return names;
    }

    /** @throws org.nestlab.LabConfigurationException naming one that is not known */
    SortedMap<Level, List<Workload>> byLevel(Settings settings) {
        return LevelWorkloads.named(names, settings.experiments().unixBench());
    }
}
