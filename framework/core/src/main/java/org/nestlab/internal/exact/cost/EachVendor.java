package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.Vendor;

/**
 * The same on each vendor's machines, as far as these can be emulated here.
 *
 * @param parts of those that can
 * @param leftOut why others cannot, one line each
 */
public record EachVendor(List<Part> parts, List<String> leftOut) {

    /** Copies the lists. */
    public EachVendor {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    /** One after the other: an emulator has a processor of its own where there is one. */
    public static EachVendor of(List<Vendor> vendors, Function<Vendor, List<Part>> work) {
        List<Part> parts = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Vendor vendor : vendors) {
            try {
                parts.addAll(work.apply(vendor));
            } catch (HostNotCapableException e) {
                leftOut.add("%s was left out: %s".formatted(vendor.word(), e.getMessage()));
            }
        }
        return new EachVendor(parts, leftOut);
    }
}
