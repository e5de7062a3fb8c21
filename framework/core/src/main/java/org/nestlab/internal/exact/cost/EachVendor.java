package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.Vendor;

/**
 * The same action on each vendor's machines, as far as these can be emulated here.
 *
 * @param parts the results of the vendors that can
 * @param leftOut why the others cannot, one line each
 */
public record EachVendor(List<Part> parts, List<String> leftOut) {

    /** Copies the lists. */
    public EachVendor {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    /** One after the other, so that each emulator has a processor of its own if possible. */
    public static EachVendor of(List<Vendor> vendors, Function<Vendor, Part> work) {
        return of(vendors, vendor -> Stream.of(work.apply(vendor)), part -> {});
    }

    /**
     * Several on each vendor's machines.
     *
     * @param work is read one by one: a part is measured after {@code measured} has the one before it
     * @param measured gets each part at once, because a later one may fail, or the run may be interrupted
     */
    public static EachVendor of(List<Vendor> vendors, Function<Vendor, Stream<Part>> work, Consumer<Part> measured) {
        List<Part> parts = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Vendor vendor : vendors) {
            try {
                work.apply(vendor).forEachOrdered(part -> {
                    parts.add(part);
                    measured.accept(part);
                });
            } catch (HostNotCapableException e) {
                leftOut.add("%s was left out: %s".formatted(vendor.word(), e.getMessage()));
            }
        }
        return new EachVendor(parts, leftOut);
    }
}
