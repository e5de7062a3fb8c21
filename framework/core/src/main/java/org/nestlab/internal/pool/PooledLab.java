package org.nestlab.internal.pool;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.lab.RunningLab;

/**
 * A lab that occupies a place in the pool, from before it is brought up until it is closed. Guarded by the pool's lock.
 */
final class PooledLab {

    private final LabKey key;
    private final Set<LabLease> holders = new HashSet<>();
    private final Set<String> users = new HashSet<>();
    private @Nullable RunningLab lab;
    private boolean gone;
    private boolean closing;
    private long lastUse;
    private long idleSince;
    private boolean tested;

    PooledLab(LabKey key) {
        this.key = key;
    }

    LabKey key() {
        return key;
    }

    /** The lab, empty while it is being brought up and from when it is being closed. */
    Optional<RunningLab> open() {
        return closing ? Optional.empty() : Optional.ofNullable(lab);
    }

    void started(RunningLab running) {
        lab = running;
    }

    /** The classes that have a claim on it. */
    Set<LabLease> holders() {
        return holders;
    }

    /** The unique ids of the tests that are running on it, and of the classes that are between tests. */
    Set<String> users() {
        return users;
    }

    /** Whether no claim gets it any more: it is closed as soon as no test uses it. */
    boolean gone() {
        return gone;
    }

    void discard() {
        gone = true;
    }

    /** The lab if it must be closed now; present only once, and the caller that gets it closes it. */
    Optional<RunningLab> takeForClosing() {
        if (!gone || !users.isEmpty()) {
            return Optional.empty();
        }
        Optional<RunningLab> taken = open();
        closing |= taken.isPresent();
        return taken;
    }

    /**
     * Whether it runs and could be closed for the sake of a claim: idle for that long, or held by the claim's own line
     * alone.
     */
    boolean yieldsTo(Set<LabLease> line, Duration idle) {
        return isQuiet()
                && line.containsAll(holders)
                && (!holders.isEmpty() || System.nanoTime() - idleSince >= idle.toNanos());
    }

    void take(LabLease lease) {
        holders.add(lease);
    }

    void letGo(LabLease lease) {
        holders.remove(lease);
        idleSince = System.nanoTime();
    }

    /** Whether it runs and no test uses it. */
    boolean isQuiet() {
        return open().isPresent() && users.isEmpty();
    }

    /** Whether a test, and not only a class between its tests, has had it, in this run or in an earlier one. */
    boolean tested() {
        return tested || open().filter(RunningLab::isTakenOver).isPresent();
    }

    void testedBy(String user, LabLease lease) {
        users.add(user);
        tested |= !user.equals(lease.home());
    }

    long lastUse() {
        return lastUse;
    }

    void usedAt(long time) {
        lastUse = time;
    }
}
