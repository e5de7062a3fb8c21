package org.nestlab.fake;

import java.util.List;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** An author's workload, which is registered as a service among the tests. */
public final class OwnWorkload implements Workload {

    @Override
    public String name() {
        return "own-speed";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.higherIsBetter("own-speed.rate", "1/s"));
    }

    @Override
    public Measurement measure(Testbed testbed) {
        return Measurement.of(metrics().get(0), 1);
    }
}
