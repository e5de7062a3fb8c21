package org.nestlab.internal.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/**
 * The way to a machine of a lab. It is looked for in the spec, so that a machine the lab does not have is refused before
 * anything is brought up, and then followed in the lab that runs.
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
            throw new LabConfigurationException("lab '%s' has levels L0 to L%d, wanted %s for %s"
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
                    "lab '%s' has no guest '%s' at %s, wanted for %s: its guests there are %s"
                            .formatted(spec.name(), wanted.name(), wanted.level(), where, list(onLevel)));
        }
        throw new LabConfigurationException(
                wanted.name().isEmpty()
                        ? "lab '%s' has %d guests at %s, %s, and %s names none: wanted a name in %s"
                                .formatted(
                                        spec.name(),
                                        fitting.size(),
                                        wanted.level(),
                                        list(fitting),
                                        where,
                                        wanted.annotation())
                        : "lab '%s' has %d guests called '%s' at %s, wanted one for %s: give each its own name"
                                .formatted(spec.name(), fitting.size(), wanted.name(), wanted.level(), where));
    }

    /** The machine in a lab of the same spec. */
    Machine follow(RunningLab lab) {
        Machine machine = lab.host();
        List<Guest> guests = lab.guests();
        for (String name : names) {
            Guest next = guests.stream()
                    .filter(guest -> guest.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException("lab %s runs without its guest '%s'".formatted(lab.id(), name)));
            machine = next;
            guests = next.guests();
        }
        return machine;
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
