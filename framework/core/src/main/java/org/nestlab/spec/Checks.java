package org.nestlab.spec;

import java.util.List;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;

/** Checks that several specs share. */
final class Checks {

    private Checks() {}

    static void userName(String user) {
        if (!user.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid user name; expected lower-case letters, digits, _ or -, like debian"
                            .formatted(user));
        }
    }

    static void machineType(String type) {
        if (!type.matches("[a-z0-9][A-Za-z0-9.+-]{0,63}")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid machine type; expected a name as `qemu-system-x86_64 -machine help` lists them, like pc-q35-7.2"
                            .formatted(type.strip()));
        }
    }

    /**
     * The longest command line of Linux (x86's COMMAND_LINE_SIZE), in characters that a libvirt definition can contain.
     */
    static void kernelArguments(String arguments) {
        if (arguments.length() > 2048 || !arguments.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            throw new LabConfigurationException(
                    "the kernel arguments are '%s'; expected at most 2048 printable ASCII characters, like 'nokaslr debug'"
                            .formatted(arguments.replaceAll("[^\\x20-\\x7e]", "?")));
        }
    }

    /** Returns the list with one more element at its end. */
    static <T> List<T> added(List<T> present, T more) {
        return Stream.concat(present.stream(), Stream.of(more)).toList();
    }

    static void atLeast(String what, int value, int least, String guest) {
        if (value < least) {
            throw new LabConfigurationException(
                    "guest '%s': %s is %d, expected %d or more".formatted(guest, what, value, least));
        }
    }
}
