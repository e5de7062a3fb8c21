package org.nestlab.workload;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Something that is run on a machine to see how fast it is there. The same workload runs at every level: it knows the
 * machine only through the {@link Testbed}. Implementations are immutable.
 *
 * <p>A workload has a name, its metrics, what it needs, and one {@link #measure measurement}. Which machines are
 * compared, how often, in which order, and what the numbers mean is decided elsewhere.
 *
 * <p>A test hands it to a {@link org.nestlab.experiment.Bench}. To be known by its name, in
 * {@link org.nestlab.UpgradeGate#workloads()}, in {@code nestlab gate --workload} and among the metrics of
 * {@code thresholds.yaml}, it must be a service: a public class with a public constructor without parameters,
 * registered in {@code META-INF/services/org.nestlab.workload.Workload}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Workload {

    /**
     * Unique, for example {@code fio-randread-4k}: small letters, digits, dots and dashes; its metrics' names start
     * with it.
     */
    String name();

    /** What it measures; the first metric is the one that is meant where only one is named. */
    List<Metric> metrics();

    /** What a machine must have; checked before the first measurement. */
    default Needs needs() {
        return Needs.nothing();
    }

    /**
     * How it is set, for the report and the history, for example {@code iodepth=128}. Measurements with different
     * settings are never put together.
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Runs once on the machine, about as long as {@link Testbed#timing()} says, and reads the result.
     *
     * @throws InvalidMeasurementException if what came out cannot be trusted
     * @throws org.nestlab.GuestCommandException if the machine did not answer
     */
    Measurement measure(Testbed testbed);
}
