package org.nestlab.internal.exact.cost;

import java.util.List;
import java.util.function.Function;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.upgrade.Outcome;

/**
 * What {@code git bisect run} asks of one kernel: whether its figures are within limits. A kernel for which this cannot
 * be decided is skipped, whatever the cause: it cannot be booted, has no KVM, or its build left no modules.
 *
 * @param ceilings the limits
 */
public record Bisection(List<CostCeiling> ceilings) {

    /** The exit status at which {@code git bisect run} stops with an error, for a failure that no commit caused. */
    public static final int STOP = 255;

    public Bisection {
        ceilings = List.copyOf(ceilings);
    }

    /**
     * Reads limits in the form of {@link CostCeiling#parse}.
     *
     * @throws LabConfigurationException if one is not valid
     */
    public static Bisection parse(List<String> limits) {
        return new Bisection(limits.stream().map(CostCeiling::parse).toList());
    }

    /**
     * The vendors that have a limit: no other machine is booted.
     *
     * @param named whether the vendors were asked for by name
     * @throws LabConfigurationException if a limit is of a vendor that is not among them
     */
    public List<Vendor> vendors(List<Vendor> vendors, boolean named) {
        for (CostCeiling ceiling : ceilings) {
            if (vendors.stream().noneMatch(ceiling::isOf)) {
                throw new LabConfigurationException(
                        "the limit %s is of a vendor that --vendor leaves out".formatted(ceiling));
            }
        }
        return vendors.stream()
                .filter(vendor -> named || ceilings.stream().anyMatch(ceiling -> ceiling.isOf(vendor)))
                .toList();
    }

    /** Good, worse, or cannot tell. */
    public Part judge(MachineSpec machine, Function<MachineSpec, Part> measure) {
        try {
            return CostCeiling.judge(measure.apply(machine), ceilings);
        } catch (LabConfigurationException e) {
            return Part.of(machine.vendor(), Outcome.CANNOT_TELL, "nothing was measured: " + e.getMessage());
        }
    }
}
