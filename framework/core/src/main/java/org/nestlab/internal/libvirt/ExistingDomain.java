package org.nestlab.internal.libvirt;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.internal.xml.XmlElement;

/**
 * A persistent domain of the user's, whose CPU is switched for a while: nothing of its definition changes but what
 * {@link CpuChange} changes in the {@code <cpu>} element, and {@link #close} puts that back. A running domain keeps its
 * CPU until it is started anew.
 *
 * <p>Write {@link #originalXml} down before {@link #switchCpu}: with it {@link #restore} mends what a killed JVM left.
 */
public final class ExistingDomain implements AutoCloseable {

    /** What to do about a domain that runs. */
    public enum WhenRunning {
        /** Take no domain that runs: its CPU would not be the one of its definition. */
        REFUSE,
        /** Change its definition all the same; the running domain is not touched. */
        CHANGE_DEFINITION
    }

    private final Hypervisor hypervisor;
    private final UUID uuid;
    private final String name;
    private final String originalXml;
    private boolean switched;

    private ExistingDomain(Hypervisor hypervisor, UUID uuid, String name, String originalXml) {
        this.hypervisor = hypervisor;
        this.uuid = uuid;
        this.name = name;
        this.originalXml = originalXml;
    }

    /**
     * Finds the domain and reads its definition; changes nothing.
     *
     * @throws LabConfigurationException if there is none of that name, it is transient, it is a lab's own, it runs
     *     and may not, it was saved, or its CPU cannot be switched
     */
    public static ExistingDomain adopt(Hypervisor hypervisor, String name, WhenRunning whenRunning) {
        String where = "%s: domain %s".formatted(hypervisor.label(), name);
        DomainInfo found = hypervisor
                .domains()
                .find(name)
                .orElseThrow(() -> new LabConfigurationException(
                        "%s does not exist, expected one to adopt: virsh -c '%s' list --all shows what there is"
                                .formatted(where, hypervisor.uri())));
        if (!found.persistent()) {
            throw new LabConfigurationException(
                    "%s is transient, expected one with a definition: define it first (virsh define)".formatted(where));
        }
        if (found.ownership().isPresent()) {
            throw new LabConfigurationException("%s belongs to lab %s, expected one of your own"
                    .formatted(where, found.ownership().get().labId()));
        }
        if (found.state().isActive() && whenRunning == WhenRunning.REFUSE) {
            throw new LabConfigurationException(
                    "%s is %s (%s), expected it shut off: its CPU changes only with a start. Shut it down first, or allow running domains"
                            .formatted(
                                    where,
                                    found.state().kind().name().toLowerCase(Locale.ROOT),
                                    found.state().reason()));
        }
        if (hypervisor.domains().hasManagedSave(found.uuid())) {
            throw new LabConfigurationException(
                    "%s has a saved state, expected none: its next start goes on with it, and with the CPU of then. Start it and shut it down, or give the state up (virsh managedsave-remove)"
                            .formatted(where));
        }
        String xml = hypervisor
                .domains()
                .inactiveXml(found.uuid())
                .orElseThrow(() -> new ProvisioningException(where + " went away while its definition was read"));
        CpuObstacle.in(xml).ifPresent(obstacle -> {
            throw new LabConfigurationException(where + " " + obstacle);
        });
        return new ExistingDomain(hypervisor, found.uuid(), name, xml);
    }

    public String name() {
        return name;
    }

    public UUID uuid() {
        return uuid;
    }

    /** The definition as it was found, byte for byte, passwords included: keep it where only its owner reads. */
    public String originalXml() {
        return originalXml;
    }

    /**
     * Defines the domain with another CPU, as {@link CpuChange} makes it of the domain's own and the one that is
     * wanted.
     *
     * @param cpu a {@code <cpu>} element, for example {@code <cpu mode='host-passthrough'/>}
     */
    public synchronized void switchCpu(XmlElement cpu) {
        String changed = CpuChange.of(cpu).in(originalXml);
        switched = true;
        hypervisor.domains().define(changed);
    }

    /** Puts the CPU's definition back; closing again, or without a switch before, does nothing. */
    @Override
    public synchronized void close() {
        if (switched) {
            restore(hypervisor, uuid, originalXml);
            switched = false;
        }
    }

    /**
     * Puts the CPU of a domain's definition back. What its user has changed meanwhile in the rest of it stays, and a
     * domain that the user has undefined stays undefined.
     *
     * @param originalXml from {@link #originalXml}
     */
    public static void restore(Hypervisor hypervisor, UUID uuid, String originalXml) {
        boolean persistent =
                hypervisor.domains().find(uuid).map(DomainInfo::persistent).orElse(false);
        if (!persistent) {
            return;
        }
        Optional<String> cpu =
                XmlDoc.parse(originalXml).first(XmlDoc.child("cpu")).map(XmlDoc::toString);
        hypervisor
                .domains()
                .inactiveXml(uuid)
                .map(now -> restored(now, originalXml, cpu))
                .ifPresent(hypervisor.domains()::define);
    }

    /** The original itself where only the CPU differs, so that not a byte is left changed. */
    private static String restored(String now, String originalXml, Optional<String> cpu) {
        return withoutCpu(now).equals(withoutCpu(originalXml))
                ? originalXml
                : XmlDoc.parse(now).withChild("cpu", cpu);
    }

    /** Without the white space between elements, too: an element that goes leaves some behind. */
    private static String withoutCpu(String xml) {
        return XmlDoc.parse(xml).withChild("cpu", Optional.empty()).replaceAll(">\\s+<", "><");
    }
}
