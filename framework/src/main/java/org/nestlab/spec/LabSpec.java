package org.nestlab.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

/**
 * A lab that is wanted: the guests of the host, and the guests inside them. Two equal specs are the same lab, and tests
 * that ask for equal specs share one.
 *
 * @param name what the report calls it; equal specs have equal names
 * @param guests the guests of the host, L1
 */
public record LabSpec(String name, List<GuestSpec> guests) {

    public LabSpec {
        if (name.isBlank() || name.length() > 80 || name.chars().anyMatch(Character::isISOControl)) {
            throw new LabConfigurationException(
                    "'%s' is no lab name: wanted 1 to 80 printable characters".formatted(name.strip()));
        }
        guests = List.copyOf(guests);
        if (guests.isEmpty()) {
            throw new LabConfigurationException("lab '%s' has no L1 guest: add one with withGuest".formatted(name));
        }
        Set<String> names = new HashSet<>();
        for (GuestSpec guest : guests) {
            if (!names.add(guest.name())) {
                throw new LabConfigurationException(
                        "lab '%s' has two L1 guests called '%s': give each its own name".formatted(name, guest.name()));
            }
        }
    }

    /** The default lab: one L1 guest hypervisor with one L2 guest. */
    public static LabSpec kvmInKvm() {
        return new LabSpec("kvm-in-kvm", List.of(GuestSpec.hypervisor().withGuest(GuestSpec.guest())));
    }

    /** One L1 guest hypervisor that runs nothing yet. */
    public static LabSpec hypervisorOnly() {
        return new LabSpec("hypervisor", List.of(GuestSpec.hypervisor()));
    }

    /** The number of levels below the host. */
    public int depth() {
        return guests.stream().mapToInt(GuestSpec::depth).max().orElse(0);
    }

    public LabSpec named(String newName) {
        return new LabSpec(newName, guests);
    }

    /** One more L1 guest. */
    public LabSpec withGuest(GuestSpec guest) {
        List<GuestSpec> more = new ArrayList<>(guests);
        more.add(guest);
        return new LabSpec(name, more);
    }

    /** This lab with every L1 guest changed. */
    public LabSpec withL1(UnaryOperator<GuestSpec> change) {
        return with(Level.L1, change);
    }

    /** This lab with every L2 guest changed. */
    public LabSpec withL2(UnaryOperator<GuestSpec> change) {
        return with(Level.L2, change);
    }

    /** This lab with every guest of a level changed. */
    public LabSpec with(Level level, UnaryOperator<GuestSpec> change) {
        if (level.depth() < 1 || level.depth() > depth()) {
            throw new LabConfigurationException(
                    "lab '%s' has no guests at %s: its levels are L1 to L%d".formatted(name, level, depth()));
        }
        return new LabSpec(
                name,
                guests.stream()
                        .map(guest -> guest.mapDepth(level.depth() - 1, change))
                        .toList());
    }
}
