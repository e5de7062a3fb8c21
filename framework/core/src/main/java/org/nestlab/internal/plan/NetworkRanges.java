package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The ranges of private IPv4 addresses for the subnets of labs, in the order in which they are tried. */
public final class NetworkRanges {

    /** A description of the valid ranges. */
    public static final String WANTED =
            "private IPv4 ranges with commas between, each at least a /24 and together at least two of them, as 10.96.0.0/16";

    private static final int LAB_PREFIX = 24;
    private static final List<Subnet> PRIVATE = Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
            .map(text -> Subnet.parse(text).orElseThrow())
            .toList();

    private NetworkRanges() {}

    /**
     * Reads {@code 10.96.0.0/16,172.20.0.0/20}.
     *
     * @throws IllegalArgumentException naming the range that is not valid, and why
     */
    public static List<Subnet> parse(String text) {
        List<Subnet> ranges = new ArrayList<>();
        long subnets = 0;
        for (String each : text.split(",", -1)) {
            Subnet range = range(each.strip());
            for (Subnet other : ranges) {
                if (range.overlaps(other)) {
                    throw new IllegalArgumentException("%s and %s overlap".formatted(other, range));
                }
            }
            ranges.add(range);
            subnets += 1L << (LAB_PREFIX - range.prefix());
        }
        if (subnets < 2) {
            throw new IllegalArgumentException("%s has room for one level, and a lab has two".formatted(ranges.get(0)));
        }
        return List.copyOf(ranges);
    }

    private static Subnet range(String text) {
        if (text.contains(":")) {
            throw new IllegalArgumentException("%s is IPv6, which labs do not use".formatted(text));
        }
        Subnet range = Subnet.parse(text)
                .filter(subnet -> text.contains("/"))
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not a valid range".formatted(text)));
        if (!range.toString().equals(text)) {
            throw new IllegalArgumentException(
                    "%s has bits set beyond its prefix, as a range it is %s".formatted(text, range));
        }
        if (range.prefix() > LAB_PREFIX) {
            throw new IllegalArgumentException("%s is smaller than a /24".formatted(range));
        }
        if (PRIVATE.stream().noneMatch(block -> block.overlaps(range) && block.prefix() <= range.prefix())) {
            throw new IllegalArgumentException("%s is not private (%s)".formatted(range, PRIVATE));
        }
        return range;
    }
}
