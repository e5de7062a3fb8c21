package org.nestlab.internal.engine;

import java.time.Duration;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.guest.CreationBarrier;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.ExistingDomain;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.takedown.KeptDefinition;
import org.nestlab.internal.takedown.Takedown;

/**
 * A domain of the user's on the host whose definition is changed: put back when it is closed, when this JVM is asked to
 * end, and by the next run where this one is killed.
 */
final class ChangedDomain implements LiveLab, AutoCloseable {

    /** A change of a definition is one call of libvirt. */
    private static final Duration CHANGE = Duration.ofSeconds(15);

    private final String name;
    private final Site host;
    private final Takedown takedown;
    private final CreationBarrier barrier = new CreationBarrier(CHANGE);

    private ChangedDomain(String name, Site host, Takedown takedown) {
        this.name = name;
        this.host = host;
        this.takedown = takedown;
    }

    /**
     * Writes down the definition as it is.
     *
     * @throws ProvisioningException if this JVM was asked to end before
     */
    static ChangedDomain of(ExistingDomain domain, Site host, StateFolder state, String uri) {
        LabId id = LabId.random();
        return LiveLabs.begin(() -> {
            Journal journal = Journal.start(state, id, uri);
            ChangedDomain changed = new ChangedDomain(domain.name(), host, new Takedown(state, journal));
            try {
                journal.before(KeptDefinition.resource(domain, state, id));
                KeptDefinition.keep(domain, state, id);
                return changed;
            } catch (RuntimeException e) {
                changed.takedown.run(host).failures().forEach(failure -> e.addSuppressed(failure.cause()));
                throw e;
            }
        });
    }

    /** Makes a change, unless the definition is being put back already. */
    void change(Runnable change) {
        barrier.pass(change);
    }

    @Override
    public String what() {
        return "the domain '%s', which was changed,".formatted(name);
    }

    @Override
    public void interrupt() {
        close();
    }

    /** @throws ProvisioningException if it could not be put back; `nestlab reap` tries again */
    @Override
    public void close() {
        barrier.close();
        try {
            takedown.run(host).failures().stream().findFirst().ifPresent(failure -> {
                throw new ProvisioningException(failure.toString(), failure.cause());
            });
        } finally {
            LiveLabs.remove(this);
        }
    }
}
