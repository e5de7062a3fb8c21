package org.nestlab.internal.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The places of a pool and what occupies them. Guarded by the pool's lock. */
final class LabPlaces {

    private final int capacity;
    private final List<PooledLab> occupied = new ArrayList<>();

    LabPlaces(int capacity) {
        this.capacity = capacity;
    }

    boolean isFull() {
        return occupied.size() >= capacity;
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
                .filter(lab -> lab.yieldsTo(line))
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
