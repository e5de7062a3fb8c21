package org.nestlab.internal.experiment;

import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.explain.Explanation;
import org.nestlab.internal.explain.Explainer;
import org.nestlab.internal.explain.KnownReasons;
import org.nestlab.internal.explain.ReasonFile;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/**
 * A workload and the guest of which the exits are counted while it runs.
 *
 * @param text as it was written, for example {@code L2:fio-randread-4k}
 * @param depth of the guest's level, from 1
 * @param known what is said about reasons
 */
public record ExplainTarget(String text, int depth, Workload workload, KnownReasons known) {

    /** With what Nestlab itself knows about reasons. */
    public ExplainTarget(String text, int depth, Workload workload) {
        this(text, depth, workload, KnownReasons.own());
    }

    /**
     * Reads {@code LEVEL:WORKLOAD}.
     *
     * @throws LabConfigurationException if the lab has no such level, no workload has that name, or the file of
     *     sentences is wrong
     */
    public static ExplainTarget parse(String text, LabSpec spec, Settings settings) {
        int colon = text.indexOf(':');
        String level = colon < 0 ? "" : text.substring(0, colon);
        if (!level.matches("L[1-9]") || level.charAt(1) - '0' > spec.depth()) {
            throw new LabConfigurationException(
                    "'%s' is not a valid target; expected a guest from L1 to L%d and a workload, like L2:fio-randread-4k"
                            .formatted(text, spec.depth()));
        }
        return new ExplainTarget(
                text,
                level.charAt(1) - '0',
                KnownWorkloads.named(
                        text.substring(colon + 1), settings.experiments().unixBench()),
                ReasonFile.known(settings.reasons()));
    }

    /**
     * Runs the workload twice on the first guest of the level, and counts the guest's exits in the second visit.
     *
     * @throws LabConfigurationException if the guest lacks what the workload needs, or no KVM runs the guest
     * @throws org.nestlab.HostNotCapableException if the kernel that runs the guest cannot count its exits
     */
    public Explanation explain(RunningLab lab, StageFactory stages, Settings settings) {
        Guest guest = guest(lab);
        Timing timing = settings.experiments().profile(lab.tier()).timing(lab.tier());
        try (Stage stage = stages.open(lab, guest, guest, timing, settings)) {
            List<String> missing = stage.missing(workload);
            if (!missing.isEmpty() || !(stage instanceof MachineStage machines)) {
                throw new LabConfigurationException("%s cannot be run: %s".formatted(text, String.join("; ", missing)));
            }
            Explainer explainer = new Explainer(guest, lab.id(), lab.tier(), known);
            return machines.visit(Side.SUBJECT, () -> explainer.explain(workload, machines.testbed(Side.SUBJECT)));
        }
    }

    private Guest guest(RunningLab lab) {
        Guest guest = lab.guests().get(0);
        while (guest.level().depth() < depth) {
            guest = guest.guests().get(0);
        }
        return guest;
    }
}
