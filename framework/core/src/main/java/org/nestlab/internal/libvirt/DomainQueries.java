package org.nestlab.internal.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.jna.DomainPointer;

/** Functions for domains that libvirt-java does not bind. */
final class DomainQueries {

    /** Libvirt's VIR_DOMAIN_STATS_VCPU. */
    static final int VCPU = 1 << 3;

    /** Libvirt's VIR_DOMAIN_AFFECT_LIVE. */
    private static final int AFFECT_LIVE = 1;

    private final Link link;

    DomainQueries(Link link) {
        this.link = link;
    }

    DomainInfo describe(Domain domain) throws LibvirtException, LibvirtFailure {
        UUID uuid = UUID.fromString(domain.getUUIDString());
        return new DomainInfo(
                domain.getName(),
                uuid,
                stateOf(uuid),
                domain.isPersistent() == 1,
                Ownership.of(domain.getXMLDesc(0)).orElse(null));
    }

    Optional<DomainState> state(UUID uuid) {
        return link.find("reading the state of domain " + uuid, connect -> stateOf(uuid));
    }

    Map<String, Long> statistics(UUID uuid, int groups) {
        return link.find(
                        "reading the statistics of domain " + uuid,
                        connect -> with(uuid, domain -> statisticsOf(domain, groups)))
                .orElse(Map.of());
    }

    void limitDisk(UUID uuid, String target, long totalIops) {
        String doing = "limiting disk %s of domain %s to %d requests/s".formatted(target, uuid, totalIops);
        link.get(
                doing,
                connect -> with(uuid, domain -> {
                    Memory parameters = TypedParameters.unsigned("total_iops_sec", totalIops);
                    if (link.library().virDomainSetBlockIoTune(domain, target, parameters, 1, AFFECT_LIVE) < 0) {
                        throw Link.lastError();
                    }
                    return true;
                }));
    }

    private DomainState stateOf(UUID uuid) throws LibvirtException, LibvirtFailure {
        return with(uuid, domain -> {
            IntByReference state = new IntByReference();
            IntByReference reason = new IntByReference();
            if (link.library().virDomainGetState(domain, state, reason, 0) < 0) {
                throw Link.lastError();
            }
            return DomainState.of(state.getValue(), reason.getValue());
        });
    }

    private Map<String, Long> statisticsOf(DomainPointer domain, int groups) throws LibvirtFailure {
        PointerByReference records = new PointerByReference();
        @Nullable DomainPointer[] one = {domain, null};
        int count = link.library().virDomainListGetStats(one, groups, records, 0);
        if (count < 0) {
            throw Link.lastError();
        }
        Pointer list = records.getValue();
        try {
            return count == 0 ? Map.of() : TypedParameters.wholeNumbers(list.getPointer(0));
        } finally {
            link.library().virDomainStatsRecordListFree(list);
        }
    }

    private <T> T with(UUID uuid, Link.Use<DomainPointer, T> use) throws LibvirtException, LibvirtFailure {
        @Nullable DomainPointer domain = link.library().virDomainLookupByUUIDString(link.pointer(), uuid.toString());
        if (domain == null) {
            throw Link.lastError();
        }
        return Link.using(domain, link.library()::virDomainFree, use);
    }
}
