package org.nestlab.internal.upgrade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.experiment.KnownWorkloads;
import org.nestlab.machine.Level;
import org.nestlab.workload.Workload;

/** Workloads and the levels on which they are run, by their names. */
public final class LevelWorkloads {

    /** A few seconds at each level: what a CPU does, and what leaving a guest costs. */
    public static final String USUAL = "L1:sysbench-cpu-single,L2:sysbench-cpu-single,L2:exit-cpuid";

    // L2:fio-randread-4k
    private static final Pattern FORM = Pattern.compile("L([1-9]):([a-z0-9][a-z0-9.-]{0,79})");

    private LevelWorkloads() {}

    /**
     * Reads {@code LEVEL:NAME}.
     *
     * @param unixBench the installation of UnixBench, without which it is no workload
     * @throws LabConfigurationException naming the one that is not known, or there twice
     */
    public static SortedMap<Level, List<Workload>> named(Collection<String> names, Optional<Path> unixBench) {
        SortedMap<Level, List<Workload>> workloads = new TreeMap<>();
        for (String name : names) {
            Matcher matcher = FORM.matcher(name.strip());
            if (!matcher.matches()) {
                throw new LabConfigurationException(
                        "'%s' is not a valid workload of a level; expected LEVEL:NAME, like L2:sysbench-cpu-single"
                                .formatted(name));
            }
            Workload workload = KnownWorkloads.named(matcher.group(2), unixBench);
            List<Workload> ofLevel = workloads.computeIfAbsent(
                    new Level(Integer.parseInt(matcher.group(1))), level -> new ArrayList<>());
            if (ofLevel.stream().anyMatch(it -> it.name().equals(workload.name()))) {
                throw new LabConfigurationException("workload '%s' is there twice".formatted(name));
            }
            ofLevel.add(workload);
        }
        return workloads;
    }
}
