package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nestlab.HostNotCapableException;

/**
 * Picks subnets that overlap neither those in use nor each other. The levels of a lab never share a subnet, because a
 * guest whose subnet also exists beyond its gateway cannot distinguish its guests from its neighbours.
 */
final class SubnetPicker {

    // 192.168.122.0/24 is libvirt's default at every level, and home routers use low numbers: begin above both.
    private static final int FIRST = 130;
    private static final int LAST = 250;

    private static final int MOST_NAMED = 20;

    private final List<Subnet> taken;
    private final Map<Subnet, String> holders;
    /** Empty for the default. */
    private final List<Subnet> ranges;

    private final int size;
    private int next;

    /** @param start where to begin, so that two labs that are planned at once seldom pick the same subnet */
    SubnetPicker(Collection<Subnet> inUse, int start) {
        this(inUse, Map.of(), List.of(), start);
    }

    /**
     * @param holders who uses a subnet, in words
     * @param ranges the ranges to choose from; empty for the default
     */
    SubnetPicker(Collection<Subnet> inUse, Map<Subnet, String> holders, List<Subnet> ranges, int start) {
        this.taken = new ArrayList<>(inUse);
        this.holders = Map.copyOf(holders);
        this.ranges = List.copyOf(ranges);
        this.size = ranges.isEmpty()
                ? LAST - FIRST + 1
                : ranges.stream().mapToInt(SubnetPicker::places).sum();
        this.next = Math.floorMod(start, size);
    }

    Subnet pick() {
        for (int tries = 0; tries < size; tries++) {
            Subnet candidate = candidate(next);
            next = (next + 1) % size;
            if (taken.stream().noneMatch(candidate::overlaps)) {
                taken.add(candidate);
                return candidate;
            }
        }
        throw new HostNotCapableException(
                "L0 host: no free subnet %s; in use there: %s. Free one, reap old labs with `nestlab reap`, or name another range, as -Dnestlab.network.range=10.96.0.0/16"
                        .formatted(where(), inUse()));
    }

    private Subnet candidate(int place) {
        if (ranges.isEmpty()) {
            return new Subnet((192L << 24) | (168L << 16) | ((long) (FIRST + place) << 8), 24);
        }
        int left = place;
        for (Subnet range : ranges) {
            if (left < places(range)) {
                return new Subnet(range.network() + ((long) left << 8), 24);
            }
            left -= places(range);
        }
        throw new IllegalArgumentException("no place %d in %s".formatted(place, ranges));
    }

    private static int places(Subnet range) {
        return 1 << (24 - range.prefix());
    }

    private String where() {
        return ranges.isEmpty()
                ? "between 192.168.%d.0/24 and 192.168.%d.0/24".formatted(FIRST, LAST)
                : "in " + ranges.stream().map(Subnet::toString).collect(Collectors.joining(", "));
    }

    /** The subnets that are in use, each with its user. */
    private String inUse() {
        List<String> names = taken.stream()
                .filter(subnet -> IntStream.range(0, size)
                        .anyMatch(place -> candidate(place).overlaps(subnet)))
                .map(subnet ->
                        holders.containsKey(subnet) ? "%s (%s)".formatted(subnet, holders.get(subnet)) : "" + subnet)
                .distinct()
                .toList();
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : "%s and %d more"
                        .formatted(String.join(", ", names.subList(0, MOST_NAMED)), names.size() - MOST_NAMED);
    }
}
