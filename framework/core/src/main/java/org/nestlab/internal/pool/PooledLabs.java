package org.nestlab.internal.pool;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nestlab.LabException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.plan.Capacity;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labs of a pool: brings them up into places and closes them, both without the lock. Which class gets which lab is
 * the {@link LabPool}'s to decide. Guarded by the pool's lock.
 */
final class PooledLabs {

    private static final Logger LOG = LoggerFactory.getLogger(PooledLabs.class);

    private final LabEngine engine;
    private final Settings settings;
    private final PoolLock lock;
    private final LabPlaces places;
    private final FailedLabs failed = new FailedLabs();
    /** The labs that claims can get; a lab that is discarded is not in here, but keeps its place until it is closed. */
    private final Map<LabKey, PooledLab> current = new HashMap<>();

    private final Object host = new Object();
    private boolean measured;

    PooledLabs(LabEngine engine, Settings settings, PoolLock lock, Duration idle) {
        this.engine = engine;
        this.settings = settings;
        this.lock = lock;
        this.places = new LabPlaces(settings.maxLabs(), idle);
    }

    /** Asks the host what it has for labs: once, before the first lab takes a part of it, and without the lock. */
    void measureHost() {
        if (!settings.maxLabs().byCapacity()) {
            return;
        }
        synchronized (host) {
            if (!measured) {
                measured = true;
                Capacity found = capacity();
                lock.run(() -> places.share(found));
            }
        }
    }

    private Capacity capacity() {
        try {
            return engine.capacity(settings);
        } catch (LabException e) {
            LOG.warn(
                    "{}={}: what the host has for labs is not known, so one lab is up at a time: {}",
                    Setting.LABS_MAX.key(),
                    settings.maxLabs().word(),
                    e.getMessage());
            return Capacity.NONE;
        }
    }

    LabPlaces places() {
        return places;
    }

    /**
     * The lab of a key, which another thread may still bring up.
     *
     * @throws LabException if such a lab failed before
     */
    Optional<PooledLab> of(LabKey key) {
        failed.check(key.spec());
        return Optional.ofNullable(current.get(key));
    }

    /** Whether there is a lab of that key, or one that is being brought up. */
    boolean has(LabKey key) {
        return current.containsKey(key);
    }

    /** A copy, the youngest first; discarded labs that are not closed yet are in it, too. */
    List<PooledLab> youngestFirst() {
        return places.youngestFirst();
    }

    /**
     * Brings one up.
     *
     * @param unused whether it must be one that no test has used, of an earlier run either
     * @throws LabException if it cannot be brought up; its place is free again then
     */
    void bringUp(LabKey key, boolean unused) {
        PooledLab pooled = new PooledLab(key);
        current.put(key, pooled);
        places.occupy(pooled);
        boolean up = false;
        try {
            pooled.started(lock.outside(() -> start(key, unused)));
            up = true;
        } catch (RuntimeException | LinkageError e) {
            throw failed.remember(key.spec(), asLabException(key.spec(), e));
        } finally {
            if (!up) {
                current.remove(key, pooled);
                places.free(pooled);
            }
            lock.signal();
        }
    }

    private RunningLab start(LabKey key, boolean unused) {
        if (key.measured()) {
            return engine.bringUp(key.spec(), settings);
        }
        Settings own = settings.withReuse(key.reused());
        return unused || !key.ownedBy().isEmpty()
                ? engine.bringUpUnused(key.spec(), own)
                : engine.bringUpForTests(key.spec(), own);
    }

    private static LabException asLabException(LabSpec spec, Throwable failure) {
        return failure instanceof LabException known
                ? known
                : new ProvisioningException(
                        "lab '%s' could not be brought up: %s".formatted(spec.name(), failure), failure);
    }

    /** The same, and no later run gets it either: its tests have changed it, or may have. */
    void discard(PooledLab pooled, String why) {
        pooled.open().ifPresent(lab -> lab.spoil(why));
        discard(pooled);
    }

    /** No claim gets this lab any more; {@link #close} closes it when no test uses it. */
    void discard(PooledLab pooled) {
        pooled.discard();
        current.remove(pooled.key(), pooled);
    }

    /** Discards a lab and closes it if no test uses it; a failure to close is logged. */
    void closeQuietly(PooledLab pooled) {
        discard(pooled);
        try {
            close(pooled);
        } catch (RuntimeException e) {
            LOG.error("lab '{}' was not closed cleanly: {}", pooled.key().spec().name(), e.getMessage(), e);
        }
    }

    /** Closes a lab that is discarded and unused; its place is free afterwards, even if closing failed. */
    void close(PooledLab pooled) {
        Optional<RunningLab> lab = pooled.takeForClosing();
        if (lab.isEmpty()) {
            return;
        }
        try {
            lock.outside(() -> {
                lab.get().close();
                return pooled;
            });
        } finally {
            places.free(pooled);
            lock.signal();
        }
    }
}
