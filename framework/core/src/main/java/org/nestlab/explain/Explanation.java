package org.nestlab.explain;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Metric;

/**
 * Why a workload is slow in a guest: its exits by reason, at every level that could count them. A test takes it as a
 * parameter with {@link org.nestlab.Explain}.
 *
 * @param target for example {@code L2:fio-randread-4k}
 * @param metric the workload's first, which the next two are of
 * @param counted its figure while exits were counted
 * @param uncounted its figure in a visit of its own before, where nothing was counted; NaN where that visit cannot
 *     be trusted
 * @param operations of the workload while exits were counted; 0 where it tells none
 * @param levels the guest's own first, at least that
 * @param notes what a reader should know, one line each
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Explanation(
        String target,
        Tier tier,
        Metric metric,
        double counted,
        double uncounted,
        double operations,
        List<LevelExits> levels,
        List<String> notes) {

    public Explanation {
        levels = List.copyOf(levels);
        notes = List.copyOf(notes);
    }

    /** The exits of the guest itself to the kernel that runs it. */
    public LevelExits exits() {
        return levels.get(0);
    }
}
