package org.nestlab.internal.pool;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class's claim on a lab, from the first injection to the end of the class. Which lab that is may change meanwhile: a
 * dirty or dead one is replaced. All of its state is guarded by the pool's lock.
 */
public final class LabLease implements AutoCloseable {

    private final LabPool pool;
    private final LabKey key;
    private final String holder;
    private final String home;
    private final boolean dirties;
    private final @Nullable LabLease enclosing;
    private @Nullable PooledLab lab;
    private boolean unused;

    /**
     * A claim without a lab yet.
     *
     * @param holder who holds it, for messages: a class name
     * @param home the unique id of the context that it ends with
     * @param dirties whether the lab is discarded when the claim ends
     * @param enclosing the claim of the enclosing class, which has another lab
     */
    public LabLease(
            LabPool pool, LabKey key, String holder, String home, boolean dirties, @Nullable LabLease enclosing) {
        this.pool = pool;
        this.key = key;
        this.holder = holder;
        this.home = home;
        this.dirties = dirties;
        this.enclosing = enclosing;
    }

    public LabPool pool() {
        return pool;
    }

    LabKey key() {
        return key;
    }

    String holder() {
        return holder;
    }

    public String home() {
        return home;
    }

    /** Whether no other claim gets the lab when this one ends. */
    boolean discardsAtEnd() {
        return dirties || !key.ownedBy().isEmpty();
    }

    @Nullable
    PooledLab lab() {
        return lab;
    }

    void hold(@Nullable PooledLab held) {
        lab = held;
    }

    /** Whether the next lab that is brought up for this claim must be one that no test has used. */
    boolean wantsUnused() {
        return unused;
    }

    void wantUnused(boolean wanted) {
        unused = wanted;
    }

    /** This claim and those of the classes around it. They can wait for this one only, never the other way round. */
    Set<LabLease> line() {
        Set<LabLease> line = new HashSet<>();
        for (LabLease lease = this; lease != null; lease = lease.enclosing) {
            line.add(lease);
        }
        return line;
    }

    @Override
    public void close() {
        pool.release(this);
    }
}
