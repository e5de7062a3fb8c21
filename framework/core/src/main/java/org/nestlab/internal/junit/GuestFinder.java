package org.nestlab.internal.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/**
 * The way to a machine of a lab. It is looked for in the spec, so that a machine the lab does not have is refused
 * before anything is brought up, and then followed in the lab that runs.
 *
 * @param names the guests from L1 down to the one that is wanted; empty for the host
 */
record GuestFinder(List<String> names) {

    GuestFinder {
        names = List.copyOf(names);
    }

    /**
     * The way to the machine that is wanted.
     *
     * @param where who wants it, for messages
     * @throws LabConfigurationException if the spec has no such machine, or more than one
     */
    static GuestFinder in(LabSpec spec, GuestSelector wanted, String where) {
        int level = wanted.level().depth();
        if (level == 0) {
            return new GuestFinder(List.of());
        }
        if (level > spec.depth()) {
            throw new LabConfigurationException("lab '%s' has levels L0 to L%d, expected %s for %s"
                    .formatted(spec.name(), spec.depth(), wanted.level(), where));
        }
        List<List<String>> onLevel = new ArrayList<>();
        collect(spec.guests(), List.of(), level, onLevel);
        List<List<String>> fitting = onLevel.stream()
                .filter(path -> wanted.name().isEmpty() || last(path).equals(wanted.name()))
                .toList();
        if (fitting.size() == 1) {
            return new GuestFinder(fitting.get(0));
        }
        if (fitting.isEmpty()) {
            throw new LabConfigurationException(
                    "lab '%s' has no guest '%s' at %s, required for %s: its guests there are %s"
                            .formatted(spec.name(), wanted.name(), wanted.level(), where, list(onLevel)));
        }
        throw new LabConfigurationException(
                wanted.name().isEmpty()
                        ? "lab '%s' has %d guests at %s, %s, and %s names none; expected a name in %s"
                                .formatted(
                                        spec.name(),
                                        fitting.size(),
                                        wanted.level(),
                                        list(fitting),
                                        where,
                                        wanted.annotation())
                        : "lab '%s' has %d guests called '%s' at %s, expected one for %s: give each its own name"
                                .formatted(spec.name(), fitting.size(), wanted.name(), wanted.level(), where));
    }

    /** The machine in a lab of the same spec, also where a test has migrated it to another guest hypervisor. */
    Machine follow(RunningLab lab) {
        Machine machine = lab.host();
        List<Guest> guests = lab.guests();
        for (String name : names) {
            Optional<Guest> next = named(guests, name).findFirst();
            if (next.isEmpty()) {
                return elsewhere(lab);
            }
            machine = next.get();
            guests = next.get().guests();
        }
        return machine;
    }

    private Guest elsewhere(RunningLab lab) {
        List<Guest> level = lab.guests();
        for (int above = 1; above < names.size(); above++) {
            level = level.stream().flatMap(guest -> guest.guests().stream()).toList();
        }
        String name = last(names);
        List<Guest> found = named(level, name).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("lab %s runs without its guest '%s'".formatted(lab.id(), name));
        }
        return found.get(0);
    }

    private static Stream<Guest> named(List<Guest> guests, String name) {
        return guests.stream().filter(guest -> guest.name().equals(name));
    }

    private static void collect(List<GuestSpec> guests, List<String> above, int levels, List<List<String>> found) {
        for (GuestSpec guest : guests) {
            List<String> path = new ArrayList<>(above);
            path.add(guest.name());
            if (levels == 1) {
                found.add(List.copyOf(path));
            } else {
                collect(guest.guests(), path, levels - 1, found);
            }
        }
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }

    private static String list(List<List<String>> paths) {
        return paths.stream().map(path -> "'" + last(path) + "'").collect(Collectors.joining(", "));
    }
}
