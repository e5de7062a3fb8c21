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
    public static EachVendor of(List<Vendor> vendors, Function<Vendor, Part> work) {
        return of(vendors, vendor -> Stream.of(work.apply(vendor)), part -> {});
    }

    /**
     * Several on each vendor's machines.
     *
     * @param work is read one by one, so that each part is measured only after the one before it was handed on
     * @param measured is given each part at once: what follows may fail, or be interrupted
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
