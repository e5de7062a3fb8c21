package org.nestlab.explain;

import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Metric;

/**
 * Explains why a workload is slow in a guest: the guest's exits by reason, at every level that could count them. A test
 * gets one as a parameter with {@link org.nestlab.Explain}.
 *
 * @param target for example {@code L2:fio-randread-4k}
 * @param metric the workload's first metric; {@code counted} and {@code uncounted} are its values
 * @param counted the value while exits were counted
 * @param uncounted the value in an earlier visit, without counting; NaN if that visit was not valid
 * @param operations what the workload completed while exits were counted; 0 if it counts no operations
 * @param levels at least one; the first is the guest that ran the workload
 * @param notes what else a reader should know, one line each
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

    /** The exits of the guest that ran the workload, to the kernel that runs it. */
    public LevelExits exits() {
        return levels.get(0);
    }
}
