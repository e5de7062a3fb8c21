package org.nestlab.internal.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.exact.Vendor;
import org.nestlab.explain.Explanation;
import org.nestlab.explain.LevelExits;
import org.nestlab.internal.exits.ExitCounts;
import org.nestlab.internal.exits.ExitTrace;
import org.nestlab.internal.testbed.Counters;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Check;
import org.nestlab.workload.InvalidMeasurementException;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/**
 * Counts the exits of a guest while the guest runs a workload. The guest is suspended when the counting starts and when
 * it ends, so the reasons and KVM's own counter cover the same exits.
 */
public final class Explainer {

    /** The largest accepted difference between the counted exits and KVM's own counter, as a share. */
    private static final double MOST_GAP = 0.01;

    private final Guest guest;
    private final String lab;
    private final Tier tier;
    private final KnownReasons known;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param lab the lab's id
     * @param known the sentences about reasons
     */
    public Explainer(Guest guest, String lab, Tier tier, KnownReasons known) {
        this.guest = guest;
        this.lab = lab;
        this.tier = tier;
        this.known = known;
    }

    /** The two counters of one guest. */
    private record Counted(Guest guest, Counters statistics, ExitTrace trace) {}

    /**
     * Runs the workload twice: first without counting, then while exits are counted.
     *
     * @param testbed the guest's
     * @throws LabConfigurationException if no KVM runs the guest
     * @throws HostNotCapableException if the kernel that runs the guest cannot count its exits
     * @throws InvalidMeasurementException if the visit during which exits were counted is not valid
     * @throws LabException if the guest dies; the trace is removed
     */
    public Explanation explain(Workload workload, Testbed testbed) {
        if (!onKvm(guest)) {
            throw new LabConfigurationException(
                    "%s: it is emulated, and so has no exits to KVM; on the tier %s they begin at L2"
                            .formatted(guest.label(), tier.word()));
        }
        double uncounted = uncounted(workload, testbed);
        List<Counted> counting = new ArrayList<>();
        Explanation explanation;
        try {
            guest.suspend();
            begin(counting);
            guest.resume();
            Measurement counted = workload.measure(testbed);
            guest.suspend();
            explanation = explanation(workload, counting, counted, uncounted);
        } catch (RuntimeException | Error e) {
            end(counting).forEach(e::addSuppressed);
            throw e;
        }
        for (LabException failure : end(counting)) {
            throw failure;
        }
        return explanation;
    }

    private Explanation explanation(Workload workload, List<Counted> counting, Measurement counted, double uncounted) {
        double operations = Math.max(0, counted.operations().orElse(0));
        List<LevelExits> levels =
                counting.stream().map(it -> exits(it, operations)).toList();
        counted.checks().stream().filter(Check::failed).map(Check::toString).forEach(notes::add);
        Metric metric = workload.metrics().get(0);
        return Explanation.of(
                guest.level() + ":" + workload.name(),
                tier,
                metric,
                value(counted, metric),
                uncounted,
                operations,
                levels,
                notes);
    }

    /**
     * The value without counting shows how much the counting slows the guest down. The reasons are valid without it.
     */
    private double uncounted(Workload workload, Testbed testbed) {
        try {
            return value(workload.measure(testbed), workload.metrics().get(0));
        } catch (InvalidMeasurementException e) {
            notes.add("the figure without counting is not known: " + e.getMessage());
            return Double.NaN;
        }
    }

    private boolean onKvm(Guest it) {
        return it.level().depth() > 1 || tier == Tier.KVM;
    }

    /**
     * The kernel that runs the guest must be able to count. For kernels further out that cannot, there is only a note.
     */
    private void begin(List<Counted> counting) {
        counting.add(new Counted(guest, Counters.start(guest), ExitTrace.start(guest, lab)));
        Machine outer = guest.parent();
        while (outer instanceof Guest hypervisor && onKvm(hypervisor)) {
            try {
                counting.add(new Counted(hypervisor, Counters.start(hypervisor), ExitTrace.start(hypervisor, lab)));
            } catch (HostNotCapableException e) {
                notes.add(e.getMessage());
            }
            outer = hypervisor.parent();
        }
    }

    private LevelExits exits(Counted it, double operations) {
        ExitCounts counts = it.trace().read();
        Long grown = it.statistics().soFar().get("exits");
        Map<String, String> state = KernelState.of(it.guest().parent());
        Vendor vendor = state.containsKey("kvm_intel") ? Vendor.INTEL : Vendor.AMD;
        NamedReasons named = new NamedReasons(vendor, operations, known, state);
        LevelExits exits = LevelExits.of(
                it.guest().label(),
                it.guest().parent().label(),
                vendor,
                operations,
                named.of(counts.own()),
                named.of(counts.nested()),
                counts.handed(),
                counts.dropped(),
                grown == null ? 0 : grown,
                state);
        if (counts.dropped() > 0) {
            notes.add("%d exits of %s found no room in the histogram".formatted(counts.dropped(), exits.guest()));
        }
        if (exits.gap().orElse(0) > MOST_GAP) {
            notes.add("%s: the reasons are of %d exits, and KVM's own statistic grew by %d; do not trust the reasons"
                    .formatted(exits.guest(), counts.total(), grown));
        }
        return exits;
    }

    private static double value(Measurement measured, Metric metric) {
        return Optional.ofNullable(measured.values().get(metric)).orElse(Double.NaN);
    }

    /** Removes all traces and resumes the guest if it is suspended, even if a step fails; returns the failures. */
    private List<LabException> end(List<Counted> counting) {
        List<Runnable> steps = new ArrayList<>();
        counting.forEach(it -> steps.add(it.trace()::close));
        if (guest.isSuspended()) {
            steps.add(guest::resume);
        }
        List<LabException> failures = new ArrayList<>();
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (LabException e) {
                failures.add(e);
            }
        }
        return failures;
    }
}
