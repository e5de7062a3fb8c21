package org.nestlab.internal.libvirt;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.TypedParameter;
import org.libvirt.TypedUlongParameter;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live migration, managed from here: each of the two libvirts receives commands in turn, and only the two QEMUs
 * talk to each other.
 */
final class LiveMigration {

    private static final Logger LOG = LoggerFactory.getLogger(LiveMigration.class);

    private static final int LIVE = 1;

    /** A guest that writes faster than is sent is slowed down. */
    private static final int AUTO_CONVERGE = 1 << 13;

    /** A disk that cannot be written ends it, instead of leaving a guest that stands still. */
    private static final int ABORT_ON_ERROR = 1 << 12;

    /** VIR_DOMAIN_JOB_STATS_COMPLETED. */
    private static final int COMPLETED = 1;

    private final Link from;
    private final Link to;
    private final UUID uuid;

    LiveMigration(Link from, Link to, UUID uuid) {
        this.from = from;
        this.to = to;
        this.uuid = uuid;
    }

    Map<String, Long> run(String address, MovedDisks disks, Duration atMost) {
        int flags = LIVE | AUTO_CONVERGE | ABORT_ON_ERROR | disks.flag();
        String doing = "migrating to %s the domain %s".formatted(to.label(), uuid);
        try {
            return from.get(
                    doing,
                    atMost,
                    here -> to.get(
                            "receiving the domain " + uuid,
                            atMost,
                            there -> Link.using(
                                    here.domainLookupByUUID(uuid),
                                    Domain::free,
                                    domain -> migrate(domain, there, flags, "tcp://" + address))));
        } catch (NoAnswerException e) {
            abort();
            throw new ProvisioningException(
                    "%s: %s: not done within %d s, and given up".formatted(from.label(), doing, atMost.toSeconds()), e);
        }
    }

    private static Map<String, Long> migrate(Domain domain, Connect there, int flags, String uri)
            throws LibvirtException, LibvirtFailure {
        return Link.using(domain.migrate(there, flags, null, null, uri, 0), Domain::free, LiveMigration::figures);
    }

    /**
     * The figures of the migration; none if libvirt does not report them, because the domain has moved all the same.
     */
    private static Map<String, Long> figures(Domain arrived) {
        try {
            return figuresOf(arrived);
        } catch (LibvirtException e) {
            LOG.warn("the statistics of a migration cannot be read: {}", e.getMessage());
            return Map.of();
        }
    }

    private static Map<String, Long> figuresOf(Domain arrived) throws LibvirtException {
        Map<String, Long> figures = new TreeMap<>();
        for (TypedParameter parameter : arrived.getJobStats(COMPLETED).stats) {
            if (parameter instanceof TypedUlongParameter number) {
                figures.put(parameter.field, number.value);
            }
        }
        return Map.copyOf(figures);
    }

    private void abort() {
        try {
            from.get(
                    "ending the migration of domain " + uuid,
                    CallTimeout.FOR_A_QUESTION,
                    here -> Link.using(here.domainLookupByUUID(uuid), Domain::free, Domain::abortJob));
        } catch (ProvisioningException e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}
