package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nestlab.HostNotCapableException;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.Vendor;

/** The parts of each vendor so far; several threads may add to them. */
final class VendorParts {

    private final Map<Vendor, List<Part>> parts = new LinkedHashMap<>();
    private final Map<Vendor, Optional<String>> leftOut = new LinkedHashMap<>();
    private final Consumer<List<Part>> measured;

    /** @param measured gets all parts after each one */
    VendorParts(List<Vendor> vendors, Consumer<List<Part>> measured) {
        this.measured = measured;
        vendors.forEach(vendor -> {
            parts.put(vendor, new ArrayList<>());
            leftOut.put(vendor, Optional.empty());
        });
    }

    /** Measures the parts of one vendor; one that cannot be emulated here is left out. */
    void measure(Vendor vendor, Function<Vendor, Stream<Part>> work) {
        try {
            work.apply(vendor).forEachOrdered(part -> add(vendor, part));
        } catch (HostNotCapableException e) {
            leaveOut(vendor, "%s was left out: %s".formatted(vendor.word(), e.getMessage()));
        }
    }

    private synchronized void add(Vendor vendor, Part part) {
        parts.computeIfAbsent(vendor, it -> new ArrayList<>()).add(part);
        measured.accept(all());
    }

    private synchronized void leaveOut(Vendor vendor, String why) {
        leftOut.put(vendor, Optional.of(why));
    }

    synchronized List<Part> all() {
        return parts.values().stream().flatMap(Collection::stream).toList();
    }

    synchronized List<String> leftOut() {
        return leftOut.values().stream().flatMap(Optional::stream).toList();
    }
}
