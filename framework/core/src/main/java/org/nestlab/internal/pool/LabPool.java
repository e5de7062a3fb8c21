package org.nestlab.internal.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.nestlab.LabException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Starts;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labs of one test run, at most {@code nestlab.labs.max} of them at once: decides which class gets which lab, and
 * who waits. {@link PooledLabs} brings labs up and closes them, outside the lock, so that one class's boot does not
 * hold up another's tests.
 */
public final class LabPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LabPool.class);

    private final LabEngine engine;
    private final Settings settings;
    private final PoolTimeouts patience;
    private final PoolLock lock = new PoolLock();
    private final PooledLabs labs;
    private final LabPlaces places;
    private final RunAgain runAgain = new RunAgain();
    /** The claims that wait for a place, in order of arrival, but first those that close a lab to make room. */
    private final Deque<LabLease> waiting = new ArrayDeque<>();

    private long uses;

    public LabPool(LabEngine engine, Settings settings, PoolTimeouts patience) {
        this.engine = engine;
        this.settings = settings;
        this.patience = patience;
        this.labs = new PooledLabs(engine, settings, lock, patience.idle());
        this.places = labs.places();
    }

    /**
     * The lab of a claim: the one that its user uses already, or else the one that is up for its key, or a new one.
     *
     * @param user the unique id of the running test, or, between tests, that of the claim's home; no lab is closed
     *     under a test that uses it
     * @throws LabException if it cannot be brought up, or failed before, or no place becomes free in time
     */
    public RunningLab acquire(LabLease lease, String user) {
        labs.measureHost();
        long deadline = System.nanoTime() + patience.total().toNanos();
        return lock.get(() -> {
            // What runs now runs after the enclosing classes' @BeforeAll and, for a test, after its own class's.
            lease.line().stream()
                    .filter(l -> l != lease || !user.equals(l.home()))
                    .forEach(l -> endUseNow(l, l.home()));
            try {
                while (true) {
                    Optional<RunningLab> ready = inUse(lease, user).or(() -> join(lease, user));
                    if (ready.isPresent()) {
                        lease.wantUnused(false);
                        return ready.get();
                    }
                    if (labs.has(lease.key()) || !isItsTurn(lease)) {
                        await(lease, deadline);
                    } else if (places.hasRoomFor(lease.key().spec())) {
                        leaveQueue(lease);
                        labs.bringUp(lease.key(), lease.wantsUnused());
                    } else {
                        makeRoom(lease, deadline);
                    }
                }
            } finally {
                leaveQueue(lease);
            }
        });
    }

    /**
     * Whether no claim has waited longer for a place. One whose own line has a lab that it can close does not wait for
     * others: they could wait for that lab.
     */
    private boolean isItsTurn(LabLease lease) {
        if (!waiting.contains(lease)) {
            waiting.addLast(lease);
        }
        return lease.equals(waiting.peekFirst())
                || places.victim(lease.line())
                        .filter(lab -> !lab.holders().isEmpty())
                        .isPresent();
    }

    private void leaveQueue(LabLease lease) {
        if (waiting.remove(lease)) {
            lock.signal();
        }
    }

    /** A test keeps its lab even if the lab died meanwhile: the test must see the failure. */
    private static Optional<RunningLab> inUse(LabLease lease, String user) {
        PooledLab held = lease.lab();
        return held == null || !held.users().contains(user) ? Optional.empty() : held.open();
    }

    private Optional<RunningLab> join(LabLease lease, String user) {
        PooledLab pooled = labs.of(lease.key()).orElse(null);
        Optional<RunningLab> lab = pooled == null ? Optional.empty() : pooled.open();
        if (pooled == null || lab.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> death = lab.get().dead();
        if (death.isPresent()) {
            LOG.warn("lab '{}' is dead and is replaced: {}", lease.key().spec().name(), death.get());
            labs.closeQuietly(pooled);
            return Optional.empty();
        }
        if (lease.lab() != pooled) {
            letGo(lease);
            lease.hold(pooled);
            pooled.take(lease);
        }
        pooled.testedBy(user, lease);
        pooled.usedAt(++uses);
        lock.signal();
        return lab;
    }

    private void makeRoom(LabLease lease, long deadline) {
        boolean quiet = lock.nanosSinceSignal() >= patience.quiet().toNanos();
        Optional<PooledLab> victim = places.victim(lease.line()).or(() -> quiet ? places.quietest() : Optional.empty());
        if (victim.isPresent()) {
            // The place is for whoever made it: while the lab closes, the pool's lock is free for others.
            waiting.remove(lease);
            waiting.addFirst(lease);
            labs.closeQuietly(victim.get());
        } else {
            await(lease, deadline);
        }
    }

    private void await(LabLease lease, long deadline) {
        String wanted = lease.key().spec().name();
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new ProvisioningException(
                    "%s waited %d s for lab '%s': %s is %s and occupied by %s; %s, or run fewer classes at once"
                            .formatted(
                                    lease.holder(),
                                    patience.total().toSeconds(),
                                    wanted,
                                    Setting.LABS_MAX.key(),
                                    settings.maxLabs().word(),
                                    places.describe(),
                                    settings.maxLabs().remedy()));
        }
        try {
            long pause = patience.idle().isZero()
                    ? patience.quiet().toNanos()
                    : Math.min(patience.quiet().toNanos(), patience.idle().toNanos());
            lock.await(Math.min(left, pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(
                    "%s was interrupted while it waited for lab '%s'".formatted(lease.holder(), wanted), e);
        }
    }

    /** Counts a test as a user of the lab that a claim holds, if it holds one that can still be used. */
    public void use(LabLease lease, String test) {
        lock.run(() -> {
            endUseNow(lease, lease.home());
            PooledLab pooled = lease.lab();
            if (pooled != null
                    && pooled.open().filter(lab -> lab.dead().isEmpty()).isPresent()) {
                pooled.testedBy(test, lease);
                lock.signal();
            }
        });
    }

    /** Gives the claim's next user another lab, unless no test has used the present one yet. */
    public void renew(LabLease lease, String test) {
        lock.run(() -> {
            lease.wantUnused(true);
            if (!labs.has(lease.key())) {
                return;
            }
            labs.of(lease.key()).filter(PooledLab::tested).ifPresent(pooled -> {
                pooled.users().remove(lease.home());
                pooled.users().remove(test);
                labs.discard(pooled, "a test with @RestoreLab comes after it");
                labs.close(pooled);
            });
        });
    }

    /** Ends a test's use of its lab. */
    public void endUse(LabLease lease, String test) {
        lock.run(() -> endUseNow(lease, test));
    }

    private void endUseNow(LabLease lease, String user) {
        for (PooledLab pooled : labs.youngestFirst()) {
            if (pooled.key().equals(lease.key()) && pooled.users().remove(user)) {
                lock.signal();
                labs.close(pooled);
            }
        }
    }

    /** The tests to run again. */
    public RunAgain runAgain() {
        return runAgain;
    }

    /** Discards the claim's present lab: no claim gets it any more, and it is closed when no test uses it. */
    public void discard(LabLease lease) {
        lock.run(() -> {
            PooledLab pooled = lease.lab();
            if (pooled != null) {
                pooled.users().remove(lease.home());
                labs.discard(pooled, "a test has dirtied it, or it has failed");
                labs.close(pooled);
            }
        });
    }

    /** Ends a claim; its lab becomes idle, or is closed if no other claim may have it. */
    void release(LabLease lease) {
        lock.run(() -> {
            PooledLab pooled = lease.lab();
            if (pooled != null) {
                pooled.users().remove(lease.home());
                letGo(lease);
                if (lease.discardsAtEnd()) {
                    labs.discard(pooled, "it was for %s alone, or is dirty".formatted(lease.holder()));
                }
                labs.close(pooled);
            }
        });
    }

    /** The lab that a claim holds now, if it is up. */
    public Optional<RunningLab> held(LabLease lease) {
        return lock.get(() -> Optional.ofNullable(lease.lab()).flatMap(PooledLab::open));
    }

    /** Closes all idle labs, so that a caller that starts labs outside the pool has the host to itself. */
    public void closeIdle() {
        lock.run(() -> {
            for (PooledLab pooled : labs.youngestFirst()) {
                if (pooled.users().isEmpty()) {
                    labs.closeQuietly(pooled);
                }
            }
        });
    }

    /**
     * Closes every lab, the youngest first, and says how often labs were started and which tests to run again. Failures
     * are logged, because no test is left that could report them.
     */
    @Override
    public void close() {
        closeAll();
        ProgressLines lines = ProgressLines.of(settings.progress());
        Starts starts = engine.starts();
        if (starts.labs() > 0) {
            lines.print("[nestlab] " + starts.sentence());
        }
        runAgain.sentence().ifPresent(line -> lines.print("[nestlab] " + line));
    }

    private void closeAll() {
        lock.run(() -> {
            for (PooledLab pooled : labs.youngestFirst()) {
                pooled.users().clear();
                labs.closeQuietly(pooled);
            }
        });
    }

    private void letGo(LabLease lease) {
        PooledLab held = lease.lab();
        if (held != null) {
            held.letGo(lease);
            lease.hold(null);
            lock.signal();
        }
    }
}
