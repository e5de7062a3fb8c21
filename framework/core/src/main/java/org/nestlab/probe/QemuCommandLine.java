package org.nestlab.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.machine.Command;
import org.nestlab.probe.Acceleration.Kind;

/**
 * A running QEMU's arguments, one string each, the program first.
 *
 * @param words as {@code /proc/<pid>/cmdline} holds them between its NUL bytes
 */
record QemuCommandLine(List<String> words) {

    private static final String MARK = "=== ";

    QemuCommandLine {
        words = List.copyOf(words);
    }

    /**
     * Prints every process that names the UUID, its words one to a line after a line with its folder. One grep looks
     * through all processes: a process for each would take seconds inside an emulated guest.
     */
    static Command script(UUID uuid) {
        return Command.shell("""
                for f in $(grep -lsF -e %s /proc/[0-9]*/cmdline); do
                  echo "%s$f"; tr '\\0' '\\n' 2>/dev/null <$f
                done
                true""".formatted(uuid, MARK));
    }

    /** The process that was started with {@code -uuid} and this UUID; the search itself names it in another way. */
    static Optional<QemuCommandLine> find(String uuid, String output) {
        List<QemuCommandLine> processes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith(MARK)) {
                processes.add(new QemuCommandLine(words));
                words.clear();
            } else {
                words.add(line);
            }
        }
        processes.add(new QemuCommandLine(words));
        return processes.stream()
                .filter(process -> process.after("-uuid").contains(uuid))
                .findFirst();
    }

    Acceleration acceleration(String machine) {
        List<String> accelerators = new ArrayList<>();
        // -machine pc-q35-7.2,usb=off,accel=kvm · -accel kvm,kernel-irqchip=on · -enable-kvm
        after("-machine").forEach(value -> accelerators.addAll(option(value, "accel=")));
        after("-M").forEach(value -> accelerators.addAll(option(value, "accel=")));
        after("-accel").forEach(value -> accelerators.add(value.split(",", 2)[0]));
        if (words.contains("-enable-kvm")) {
            accelerators.add("kvm");
        }
        String told = accelerators.isEmpty() ? "no accelerator, so tcg" : String.join(", ", accelerators);
        return new Acceleration(
                kind(accelerators), List.of("QEMU on %s was started with: %s".formatted(machine, told)));
    }

    /** One accelerator is what runs; of several, for example {@code kvm:tcg}, QEMU takes the first that works. */
    private static Kind kind(List<String> accelerators) {
        if (accelerators.stream().allMatch("tcg"::equals)) {
            return Kind.TCG;
        }
        return accelerators.stream().allMatch("kvm"::equals) ? Kind.KVM : Kind.UNKNOWN;
    }

    private List<String> after(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(option)) {
                values.add(words.get(i + 1));
            }
        }
        return values;
    }

    private static List<String> option(String value, String key) {
        return List.of(value.split(",", -1)).stream()
                .filter(part -> part.startsWith(key))
                .map(part -> part.substring(key.length()))
                .toList();
    }
}
