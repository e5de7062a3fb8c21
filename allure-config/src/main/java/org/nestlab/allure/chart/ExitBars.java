package org.nestlab.allure.chart;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What one guest exits for, to one kernel.
 *
 * @param title whose exits they are, for example {@code L2 guest on the KVM of L1 hypervisor}
 * @param depth of the guest's level, from 1
 * @param reasons the most frequent first
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ExitBars(String title, int depth, List<Bar> reasons) {

    public ExitBars {
        reasons = List.copyOf(reasons);
    }

    /**
     * One reason.
     *
     * @param perOperation of the workload; 0 where it counted no operations
     */
    public record Bar(String reason, long count, double perOperation) {}
}
