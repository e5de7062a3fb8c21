package org.nestlab.internal.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import java.util.HashMap;
import java.util.Map;
import org.libvirt.Connect;

/** The machine that libvirt runs on, and what it can do. */
public final class Node {

    private static final int WHOLE_MACHINE = -1;

    /** {@code struct virNodeMemoryStats { char field[80]; unsigned long long value; }}. */
    private static final int FIELD_LENGTH = 80;

    private static final int STATISTIC = 88;

    private final Link link;

    Node(Link link) {
        this.link = link;
    }

    public NodeInfo info() {
        return link.get("reading the node's facts", connect -> {
            org.libvirt.NodeInfo facts = connect.nodeInfo();
            return new NodeInfo(
                    facts.cpus,
                    memory().getOrDefault("total", facts.memory) * 1024,
                    connect.getType(),
                    NodeInfo.version(connect.getLibVersion()),
                    NodeInfo.version(connect.getVersion()));
        });
    }

    /** Memory that guests can still be given, in bytes: what is free and what only caches hold. */
    public long freeMemory() {
        return link.get("reading the free memory", connect -> {
            Map<String, Long> kib = memory();
            return kib.isEmpty()
                    ? connect.getFreeMemory()
                    : 1024
                            * (kib.getOrDefault("free", 0L)
                                    + kib.getOrDefault("buffers", 0L)
                                    + kib.getOrDefault("cached", 0L));
        });
    }

    /**
     * The kernel's own figures in KiB, empty where the driver has none. virNodeGetInfo and virNodeGetFreeMemory add up
     * NUMA nodes instead, which on some machines leaves most of the memory out: 9 of 24 GiB, seen with libvirt 9.0.
     */
    private Map<String, Long> memory() throws LibvirtFailure {
        IntByReference count = new IntByReference();
        if (link.library().virNodeGetMemoryStats(link.pointer(), WHOLE_MACHINE, null, count, 0) < 0) {
            LibvirtFailure failure = Link.lastError();
            if (failure.unsupported()) {
                return Map.of();
            }
            throw failure;
        }
        try (Memory stats = new Memory((long) count.getValue() * STATISTIC)) {
            if (link.library().virNodeGetMemoryStats(link.pointer(), WHOLE_MACHINE, stats, count, 0) < 0) {
                throw Link.lastError();
            }
            Map<String, Long> kib = new HashMap<>();
            for (int i = 0; i < count.getValue(); i++) {
                long start = (long) i * STATISTIC;
                kib.put(stats.getString(start, "UTF-8"), stats.getLong(start + FIELD_LENGTH));
            }
            return kib;
        }
    }

    /** What the host offers, as {@code virsh capabilities} prints it. */
    public String capabilitiesXml() {
        return link.get("reading the capabilities", Connect::getCapabilities);
    }
}
