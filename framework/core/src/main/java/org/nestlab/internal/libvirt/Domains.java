package org.nestlab.internal.libvirt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainBlockStats;
import org.libvirt.LibvirtException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.DiskTraffic;

/**
 * The domains of one libvirt, which are identified by UUID. An operation on a domain that does not exist throws a
 * {@link ProvisioningException}, unless its return value shows that.
 */
public final class Domains {

    private final Link link;
    private final DomainQueries queries;

    Domains(Link link) {
        this.link = link;
        this.queries = new DomainQueries(link);
    }

    /**
     * Starts a domain that is gone once it stops.
     *
     * @throws ProvisioningException if libvirt refuses, as where name or UUID is taken
     */
    public DomainInfo create(String xml, Start... how) {
        return link.get(
                "creating domain " + nameOf(xml),
                connect -> Link.using(connect.domainCreateXML(xml, Start.flags(how)), Domain::free, queries::describe));
    }

    /** Gives a domain a definition that outlives it, or another one; a running domain keeps running as it is. */
    public DomainInfo define(String xml) {
        return link.get(
                "defining domain " + nameOf(xml),
                connect -> Link.using(connect.domainDefineXML(xml), Domain::free, queries::describe));
    }

    /**
     * Takes the definition of a domain away; a running domain is gone once it stops.
     *
     * @return whether there was such a domain
     */
    public boolean undefine(UUID uuid) {
        return link.find(
                        "undefining domain " + uuid,
                        connect -> with(connect, uuid, domain -> {
                            domain.undefine();
                            return true;
                        }))
                .isPresent();
    }

    /** Starts a defined domain. */
    public void start(UUID uuid, Start... how) {
        act("starting domain ", uuid, domain -> domain.create(Start.flags(how)));
    }

    /**
     * Ends a domain at once, as pulling its plug would.
     *
     * @return whether it was running
     */
    public boolean destroy(UUID uuid) {
        return link.find(
                        "destroying domain " + uuid,
                        connect -> with(connect, uuid, domain -> {
                            if (domain.isActive() != 1) {
                                return false;
                            }
                            domain.destroy();
                            return true;
                        }))
                .orElse(false);
    }

    /** Presses the reset button. */
    public void reset(UUID uuid) {
        act("resetting domain ", uuid, Domain::reset);
    }

    /**
     * Writes memory and devices of a running domain to a file and ends it.
     *
     * @param file on the machine of this libvirt, in a folder that exists
     */
    public void save(UUID uuid, String file) {
        act("saving to %s the domain ".formatted(file), uuid, domain -> domain.save(file));
    }

    /**
     * Whether libvirt keeps a saved state of the domain, with which its next start goes on, and with the CPU of then.
     */
    public boolean hasManagedSave(UUID uuid) {
        return link.find(
                        "looking for a saved state of domain " + uuid,
                        connect -> with(connect, uuid, domain -> domain.hasManagedSaveImage() == 1))
                .orElse(false);
    }

    /**
     * Starts the domain that was saved to a file; libvirt does not end it with the connection.
     *
     * @param file on the machine of this libvirt
     */
    public void restore(String file) {
        link.get("restoring a domain from " + file, connect -> {
            connect.restore(file);
            return true;
        });
    }

    /**
     * Migrates a running domain to another libvirt, both spoken to from here: neither has to reach or to trust the
     * other. On failure it runs on where it was.
     *
     * @param address at which this domain's QEMU reaches the machine of the other libvirt
     * @param disks what becomes of them
     * @param atMost how long it may take before it is given up
     * @return libvirt's figures of it, by libvirt's names, for example {@code time_elapsed} and {@code downtime} in ms,
     *     {@code memory_processed} in bytes
     * @throws ProvisioningException if either libvirt refuses, or it takes too long
     */
    public Map<String, Long> migrate(UUID uuid, Hypervisor to, String address, MovedDisks disks, Duration atMost) {
        return new LiveMigration(link, to.link(), uuid).run(address, disks, atMost);
    }

    /** Stops the virtual CPUs. */
    public void suspend(UUID uuid) {
        act("suspending domain ", uuid, Domain::suspend);
    }

    /** Lets the virtual CPUs run again. */
    public void resume(UUID uuid) {
        act("resuming domain ", uuid, Domain::resume);
    }

    /**
     * Changes the size of a disk while the domain runs.
     *
     * @param target the disk as the domain's definition calls it, for example {@code vda}
     * @param bytes the new size
     */
    public void resizeDisk(UUID uuid, String target, long bytes) {
        act(
                "resizing disk %s to %d bytes of domain ".formatted(target, bytes),
                uuid,
                domain -> domain.blockResize(target, bytes, Domain.BlockResizeFlags.BYTES));
    }

    /** What the domain is doing; empty if there is none. */
    public Optional<DomainState> state(UUID uuid) {
        return queries.state(uuid);
    }

    /** The definition that the domain runs by, or will start by if it does not run; empty if there is none. */
    public Optional<String> xml(UUID uuid) {
        return link.find("reading domain " + uuid, connect -> with(connect, uuid, domain -> domain.getXMLDesc(0)));
    }

    /**
     * The definition that the domain will start by next time, with its passwords: defining it again changes nothing.
     * Empty if there is no such domain.
     */
    public Optional<String> inactiveXml(UUID uuid) {
        int flags = Domain.XMLFlags.INACTIVE | Domain.XMLFlags.SECURE;
        return link.find(
                "reading the definition of domain " + uuid,
                connect -> with(connect, uuid, domain -> domain.getXMLDesc(flags)));
    }

    public Optional<DomainInfo> find(UUID uuid) {
        return link.find("looking for domain " + uuid, connect -> with(connect, uuid, queries::describe));
    }

    public Optional<DomainInfo> find(String name) {
        return link.find(
                "looking for domain " + name,
                connect -> Link.using(connect.domainLookupByName(name), Domain::free, queries::describe));
    }

    public boolean exists(UUID uuid) {
        return find(uuid).isPresent();
    }

    /** All domains, running or only defined. One that goes while they are listed is left out. */
    public List<DomainInfo> list() {
        return uuids().stream().flatMap(uuid -> find(uuid).stream()).toList();
    }

    /**
     * Counters of a domain by libvirt's names, for example {@code state.state}, {@code cpu.time},
     * {@code vcpu.0.exits.sum}; which there are depends on hypervisor and version. Values that are no whole numbers are
     * left out. Empty if there is no such domain.
     */
    public Map<String, Long> statistics(UUID uuid) {
        return queries.statistics(uuid, 0);
    }

    /** Those of the {@link #statistics} that are about virtual CPUs, which cost the hypervisor less to tell. */
    public Map<String, Long> vcpuStatistics(UUID uuid) {
        return queries.statistics(uuid, DomainQueries.VCPU);
    }

    /**
     * Limits the requests to a disk of a running domain.
     *
     * @param target the disk as the domain's definition calls it, for example {@code vda}
     * @param totalIops requests a second, reads and writes together; 0 for no limit
     */
    public void limitDisk(UUID uuid, String target, long totalIops) {
        queries.limitDisk(uuid, target, totalIops);
    }

    /**
     * What a running domain has asked of one of its disks since its QEMU was started, as QEMU counts it.
     *
     * @param target the disk as the domain's definition calls it, for example {@code vda}
     * @throws ProvisioningException if libvirt refuses, or this hypervisor does not count
     */
    public DiskTraffic diskTraffic(UUID uuid, String target) {
        DomainBlockStats bytes = link.get(
                "counting the bytes of disk %s of domain %s".formatted(target, uuid),
                connect -> with(connect, uuid, domain -> domain.blockStats(target)));
        if (bytes.rd_bytes < 0 || bytes.wr_bytes < 0) {
            // libvirt's word for a count that there is not
            throw new ProvisioningException("%s: its hypervisor does not count the bytes of disk %s of domain %s"
                    .formatted(link.label(), target, uuid));
        }
        return new DiskTraffic(bytes.rd_bytes, bytes.wr_bytes);
    }

    private List<UUID> uuids() {
        return link.get("listing domains", connect -> {
            List<UUID> uuids = new ArrayList<>();
            for (Domain domain : connect.listAllDomains(0)) {
                uuids.add(UUID.fromString(Link.using(domain, Domain::free, Domain::getUUIDString)));
            }
            return uuids;
        });
    }

    /** What is done with a domain for its effect. */
    @FunctionalInterface
    private interface Action {
        void run(Domain domain) throws LibvirtException;
    }

    private void act(String doing, UUID uuid, Action action) {
        link.get(
                doing + uuid,
                connect -> with(connect, uuid, domain -> {
                    action.run(domain);
                    return true;
                }));
    }

    private static <T> T with(Connect connect, UUID uuid, Link.Use<Domain, T> use)
            throws LibvirtException, LibvirtFailure {
        return Link.using(connect.domainLookupByUUID(uuid), Domain::free, use);
    }

    private static String nameOf(String xml) {
        return XmlDoc.parse(xml).text("/domain/name").orElse("without a name");
    }
}
