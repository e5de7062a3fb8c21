package org.nestlab.internal.libvirt;

import java.util.Optional;
import java.util.UUID;
import org.nestlab.internal.xml.XmlDoc;

/**
 * A storage pool as it was when it was looked at.
 *
 * @param xml its definition; libvirt keeps no metadata in it
 */
public record PoolInfo(String name, UUID uuid, boolean active, boolean persistent, String xml) {

    /** The folder of a directory pool; empty for a pool without one. */
    public Optional<String> folder() {
        return XmlDoc.parse(xml).text("/pool/target/path");
    }
}
