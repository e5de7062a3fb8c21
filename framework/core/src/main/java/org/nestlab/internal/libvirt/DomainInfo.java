package org.nestlab.internal.libvirt;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain as it was when it was looked at.
 *
 * @param persistent whether it has a definition that outlives it
 * @param mark our metadata, null where it is not ours
 */
public record DomainInfo(
        String name,
        UUID uuid,
        DomainState state,
        boolean persistent,
        @Nullable Ownership mark) {

    /** Our mark in its metadata; empty where it is not ours. */
    public Optional<Ownership> ownership() {
        return Optional.ofNullable(mark);
    }
}
