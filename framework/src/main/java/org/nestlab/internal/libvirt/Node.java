package org.nestlab.internal.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;

/** The machine that libvirt runs on, and what it can do. */
public final class Node {

    private final Link link;

    Node(Link link) {
        this.link = link;
    }

    public NodeInfo info() {
        return link.get("reading the node's facts", connect -> {
            org.libvirt.NodeInfo facts = connect.nodeInfo();
            return new NodeInfo(
                    facts.cpus,
                    facts.memory * 1024,
                    connect.getType(),
                    NodeInfo.version(connect.getLibVersion()),
                    NodeInfo.version(connect.getVersion()));
        });
    }

    /** Memory that nothing uses, in bytes; caches count as used. */
    public long freeMemory() {
        return link.get("reading the free memory", Connect::getFreeMemory);
    }

    /** What the host offers, as {@code virsh capabilities} prints it. */
    public String capabilitiesXml() {
        return link.get("reading the capabilities", Connect::getCapabilities);
    }

    /**
     * What a domain may ask for, as {@code virsh domcapabilities} prints it.
     *
     * @param virtType {@code kvm} or {@code qemu}
     */
    public String domainCapabilitiesXml(String virtType) {
        return link.get("reading the domain capabilities for " + virtType, connect -> {
            @Nullable
            Pointer xml = link.library().virConnectGetDomainCapabilities(link.pointer(), null, null, null, virtType, 0);
            if (xml == null) {
                throw Link.lastError();
            }
            try {
                return xml.getString(0, "UTF-8");
            } finally {
                Native.free(Pointer.nativeValue(xml));
            }
        });
    }
}
