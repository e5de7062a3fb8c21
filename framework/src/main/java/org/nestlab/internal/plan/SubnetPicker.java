package org.nestlab.internal.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.nestlab.HostNotCapableException;

/**
 * Hands out subnets that overlap neither what is in use nor each other. A lab's levels never share one: a guest that
 * found its own subnet beyond its gateway could not tell its guests from its neighbours.
 */
final class SubnetPicker {

    // 192.168.122.0/24 is libvirt's default at every level, and low numbers are home routers': start above both.
    private static final int FIRST = 130;
    private static final int LAST = 250;

    private final List<Subnet> taken;
    private int next;

    /** @param start where to begin, so that two labs planned at once seldom pick the same subnet */
    SubnetPicker(Collection<Subnet> inUse, int start) {
        this.taken = new ArrayList<>(inUse);
        this.next = Math.floorMod(start, LAST - FIRST + 1);
    }

    Subnet pick() {
        for (int tries = 0; tries <= LAST - FIRST; tries++) {
            int third = FIRST + next;
            next = (next + 1) % (LAST - FIRST + 1);
            Subnet candidate = new Subnet((192L << 24) | (168L << 16) | ((long) third << 8), 24);
            if (taken.stream().noneMatch(candidate::overlaps)) {
                taken.add(candidate);
                return candidate;
            }
        }
        throw new HostNotCapableException(
                "L0 host: no free subnet between 192.168.%d.0/24 and 192.168.%d.0/24; in use: %s. Free one, or reap old labs with `nestlab reap`"
                        .formatted(FIRST, LAST, taken));
    }
}
