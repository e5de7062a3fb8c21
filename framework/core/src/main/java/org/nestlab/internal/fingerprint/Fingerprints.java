package org.nestlab.internal.fingerprint;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nestlab.LabException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.host.LibvirtUri;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.spec.MemoryBacking;
import org.nestlab.spec.Tier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the fingerprint of a lab: one round trip to each machine, and one more where the QEMU there is no
 * distribution's package.
 */
public final class Fingerprints {

    private static final Logger LOG = LoggerFactory.getLogger(Fingerprints.class);

    private Fingerprints() {}

    /**
     * Asks the machines on the way from the host to the guest that is measured. The facts of the first guest of a level
     * are named {@code L1.cpu}, those of a further one {@code L1.sibling.cpu}. A machine that does not answer has no
     * facts.
     *
     * @param guests in any order, with or without the guests that host them
     * @param image what tells this image from others, as the hash that it is cached under
     */
    public static Fingerprint of(Host host, List<Guest> guests, Tier tier, String image) {
        Map<String, String> identity = new TreeMap<>(Map.of("tier", tier.word(), "image", image));
        Map<String, String> details = new TreeMap<>();
        Set<String> prefixes = new HashSet<>();
        add(host, hostedBy(host, guests), "L0.", identity, details);
        for (Guest guest : guests) {
            String prefix = guest.level() + ".";
            if (!prefixes.add(prefix)) {
                prefix += guest.name() + ".";
            }
            add(guest, hostedBy(guest, guests), prefix, identity, details);
            if (guest.spec().memoryBacking() != MemoryBacking.AS_HOST) {
                // left out otherwise, so that evidence from before there was a choice is still evidence
                identity.put(
                        prefix + "memory.backing", guest.spec().memoryBacking().word());
            }
        }
        return new Fingerprint(identity, details);
    }

    private static Optional<Guest> hostedBy(Machine machine, List<Guest> guests) {
        return guests.stream().filter(guest -> guest.parent().equals(machine)).findFirst();
    }

    private static void add(
            Machine machine,
            Optional<Guest> hosted,
            String prefix,
            Map<String, String> identity,
            Map<String, String> details) {
        FingerprintFacts facts = facts(machine, hosted);
        facts.identity().forEach((name, value) -> identity.put(prefix + name, value));
        facts.details().forEach((name, value) -> details.put(prefix + name, value));
    }

    private static String logs(Machine machine) {
        return LibvirtUri.qemuLogs(
                machine instanceof Host host ? LibvirtUri.onItself(host.libvirtUri()) : "qemu:///system");
    }

    private static FingerprintFacts facts(Machine machine, Optional<Guest> hosted) {
        try {
            if (hosted.isEmpty()) {
                return FingerprintFacts.parse(machine.run(MachineScript.of()).stdout());
            }
            String domain = hosted.get().domainName();
            String logs = logs(machine);
            String output = machine.run(MachineScript.hosting(domain, logs)).stdout();
            return FingerprintFacts.parse(
                    FingerprintFacts.namesNoBuild(output) ? output + "\n" + binary(machine, domain, logs) : output);
        } catch (LabException e) {
            LOG.warn("{} could not be asked what it is made of: {}", machine.label(), e.getMessage());
            return new FingerprintFacts(Map.of(), Map.of());
        }
    }

    /** Asked for only where it is needed: reading some 30 MB takes an emulated machine seconds. */
    private static String binary(Machine machine, String domain, String logs) {
        String answer = machine.run(MachineScript.binary(domain, logs)).stdout();
        if (answer.isBlank()) {
            LOG.warn(
                    "{}: the QEMU of {} is not a distribution's package, and its file cannot be read: another build of the same version is taken for this one",
                    machine.label(),
                    domain);
        }
        return answer;
    }
}
