package org.nestlab.internal.libvirt;

import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.xml.XmlDoc;

/**
 * A network as it was when it was looked at.
 *
 * @param active whether its bridge is up
 * @param persistent whether it has a definition that outlives it
 * @param xml its definition
 */
public record NetworkInfo(String name, UUID uuid, boolean active, boolean persistent, String xml) {

    /** Our mark in its metadata; empty where it is not ours. */
    public Optional<Ownership> ownership() {
        return Ownership.of(xml);
    }

    /** The name of its bridge, for example {@code virbr0}; empty where it has none. */
    public Optional<String> bridge() {
        return XmlDoc.parse(xml).text("/network/bridge/@name");
    }
}
