package org.nestlab.internal.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nestlab.internal.plan.Capacity;
import org.nestlab.internal.settings.LabLimit;
import org.nestlab.spec.LabSpec;

/** The places of a pool and what occupies them. Guarded by the pool's lock. */
final class LabPlaces {

    private final LabLimit limit;
    private final Duration idle;
    private final List<PooledLab> occupied = new ArrayList<>();
    private Capacity capacity = Capacity.UNKNOWN;

    /** @param idle how long a lab is left alone that no class claims any more */
    LabPlaces(LabLimit limit, Duration idle) {
        this.limit = limit;
        this.idle = idle;
    }

    /** What the host has for all labs together. */
    void share(Capacity ofHost) {
        capacity = ofHost;
    }

    /**
     * Whether a lab can be brought up beside those that are up. What counts is what these may take, not what they have
     * taken so far. If none is up, there is room: a lab that the host is too small for says so itself.
     */
    boolean hasRoomFor(LabSpec lab) {
        if (occupied.isEmpty()) {
            return true;
        }
        if (occupied.size() >= limit.most()) {
            return false;
        }
        Capacity taken =
                occupied.stream().map(up -> Capacity.neededBy(up.key().spec())).reduce(Capacity.NONE, Capacity::plus);
        return !limit.byCapacity() || capacity.covers(taken.plus(Capacity.neededBy(lab)));
    }

    void occupy(PooledLab lab) {
        occupied.add(lab);
    }

    void free(PooledLab lab) {
        occupied.remove(lab);
    }

    /** A copy, the youngest first. */
    List<PooledLab> youngestFirst() {
        List<PooledLab> copy = new ArrayList<>();
        for (PooledLab lab : occupied) {
            copy.add(0, lab);
        }
        return copy;
    }

    /**
     * The lab to close when room is needed: the one that has been idle longest, or else one that only classes of the
     * line hold, whose tests do not run now.
     */
    Optional<PooledLab> victim(Set<LabLease> line) {
        return occupied.stream()
                .filter(lab -> lab.yieldsTo(line, idle))
                .min(Comparator.comparing((PooledLab lab) -> !lab.holders().isEmpty())
                        .thenComparingLong(PooledLab::lastUse));
    }

    /** The lab that was used longest ago, claimed or not, if no test uses any lab and none is being brought up. */
    Optional<PooledLab> quietest() {
        return occupied.stream().allMatch(PooledLab::isQuiet)
                ? occupied.stream().min(Comparator.comparingLong(PooledLab::lastUse))
                : Optional.empty();
    }

    /** What is up and who has it, for example {@code lab 'kvm-in-kvm' of com.example.DiskTests}. */
    String describe() {
        return occupied.stream().map(LabPlaces::describe).collect(Collectors.joining(" and "));
    }

    private static String describe(PooledLab lab) {
        String holders =
                lab.holders().stream().map(LabLease::holder).sorted().distinct().collect(Collectors.joining(", "));
        return "lab '%s'%s".formatted(lab.key().spec().name(), holders.isEmpty() ? "" : " of " + holders);
    }
}
