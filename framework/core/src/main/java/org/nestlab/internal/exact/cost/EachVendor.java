package org.nestlab.internal.exact.cost;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.Vendor;

/**
 * The same action on each vendor's machines, as far as these can be emulated here.
 *
 * @param parts the results of the vendors that can, in the order of the vendors
 * @param leftOut why the others cannot, one line each
 */
public record EachVendor(List<Part> parts, List<String> leftOut) {

    /** Copies the lists. */
    public EachVendor {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One on each vendor's machines.
     *
     * @param atOnce how many vendors at the same time: {@link Measuring#atOnce()}, or 1 for one after the other
     */
    public static EachVendor of(List<Vendor> vendors, int atOnce, Function<Vendor, Part> work) {
        return of(vendors, atOnce, vendor -> Stream.of(work.apply(vendor)), parts -> {});
    }

    /**
     * Several on each vendor's machines. The first failure ends what is measured of other vendors, and is thrown.
     *
     * @param atOnce how many vendors at the same time: {@link Measuring#atOnce()}, or 1 for one after the other
     * @param work is read one by one: a part is measured after {@code measured} has the one before it of that vendor
     * @param measured gets all parts so far, after each one, because a later one may fail, or the run may be
     *     interrupted; never called by two threads at once
     */
    public static EachVendor of(
            List<Vendor> vendors, int atOnce, Function<Vendor, Stream<Part>> work, Consumer<List<Part>> measured) {
        VendorParts parts = new VendorParts(vendors, measured);
        if (atOnce < vendors.size()) {
            vendors.forEach(vendor -> parts.measure(vendor, work));
        } else {
            SideBySide.run(vendors, vendor -> parts.measure(vendor, work));
        }
        return new EachVendor(parts.all(), parts.leftOut());
    }
}
