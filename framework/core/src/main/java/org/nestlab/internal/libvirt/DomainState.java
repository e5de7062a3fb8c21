package org.nestlab.internal.libvirt;

import java.util.List;

/**
 * What a domain is doing, and why.
 *
 * @param reason in libvirt's words, for example {@code booted}, {@code destroyed}; {@code unknown} where it gives none
 */
public record DomainState(Kind kind, String reason) {

    /** Libvirt's virDomainState, in its order; each with the names of its reasons in their order. */
    public enum Kind {
        NO_STATE("unknown"),
        RUNNING(
                "unknown,booted,migrated,restored,from snapshot,unpaused,migration canceled,save canceled,wakeup,crashed,"
                        + "post-copy"),
        BLOCKED("unknown"),
        PAUSED("unknown,user,migrating,saving,dumping,I/O error,watchdog,from snapshot,shutting down,creating snapshot,"
                + "crashed,starting up,post-copy,post-copy failed"),
        SHUTDOWN("unknown,user"),
        SHUTOFF("unknown,shutdown,destroyed,crashed,migrated,saved,failed,from snapshot,daemon"),
        CRASHED("unknown,panicked"),
        PMSUSPENDED("unknown");

        private final String reasons;

        Kind(String reasons) {
            this.reasons = reasons;
        }
    }

    /** From libvirt's numbers; those of a newer libvirt become NO_STATE and {@code reason 17}. */
    static DomainState of(int state, int reason) {
        Kind[] kinds = Kind.values();
        Kind kind = state >= 0 && state < kinds.length ? kinds[state] : Kind.NO_STATE;
        List<String> reasons = List.of(kind.reasons.split(",", -1));
        boolean known = reason >= 0 && reason < reasons.size();
        return new DomainState(kind, known ? reasons.get(reason) : "reason " + reason);
    }

    /** Whether it holds memory and may hold disks: all but shut off and crashed for good. */
    public boolean isActive() {
        return switch (kind) {
            case RUNNING, BLOCKED, PAUSED, SHUTDOWN, PMSUSPENDED -> true;
            case NO_STATE, SHUTOFF, CRASHED -> false;
        };
    }
}
