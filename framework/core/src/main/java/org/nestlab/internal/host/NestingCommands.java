package org.nestlab.internal.host;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.nestlab.machine.Command;

/** The commands that read and change a machine's nesting setup, as root or through sudo. */
final class NestingCommands {

    /** The name sorts last, even after the file of a guest's seed, so its value takes effect. */
    static final String FILE = "/etc/modprobe.d/zz-nestlab.conf";

    static final String LOCK = "/run/nestlab/nesting.lock";

    private static final String AS_ROOT =
            "PATH=$PATH:/usr/sbin:/sbin; r() { if [ \"$(id -u)\" = 0 ]; then \"$@\"; else sudo -n -- \"$@\"; fi; }\n";

    private NestingCommands() {}

    static Command read(String module) {
        return Command.shell("""
                m=%s
                [ -d /sys/module/$m ] && echo "loaded yes"
                for f in /sys/module/$m/parameters/*; do
                  [ -r "$f" ] && echo "parameter ${f##*/}=$(cat "$f" 2>/dev/null)"
                done
                [ -e %s ] && echo "file =$(base64 -w 0 %2$s)"
                true""".formatted(module, FILE));
    }

    /** Creates the lock file; if it exists, fails and prints its content. */
    static Command lock(String token) {
        return Command.shell(
                AS_ROOT + """
                r mkdir -p %s
                r sh -c 'set -C; echo "$1" >"$2"' sh %s %s 2>/dev/null || { cat %3$s 2>/dev/null; exit 1; }""".formatted(LOCK.substring(0, LOCK.lastIndexOf('/')), Command.quote(token), LOCK));
    }

    static Command holder() {
        return Command.shell("cat " + LOCK + " 2>/dev/null || true");
    }

    static Command unlock() {
        return Command.shell(AS_ROOT + "r rm -f " + LOCK);
    }

    static Command unload(String module) {
        return Command.shell(AS_ROOT + "r rmmod " + module);
    }

    /**
     * Loads a module. The device is made anew then, root's alone where no udev looks after it, so it gets back the
     * owner and mode that it had.
     *
     * @param device as {@link #device()} printed it
     * @param value of nested
     */
    static Command load(String module, String value, String device) {
        String[] parts = device.split(" ", -1);
        String mend = parts.length == 2
                ? "\n[ -e /dev/kvm ] && r chown %s /dev/kvm && r chmod %s /dev/kvm\ntrue"
                        .formatted(Command.quote(parts[0]), Command.quote(parts[1]))
                : "";
        return Command.shell(AS_ROOT
                + "r modprobe %s nested=%s || exit 1\ncommand -v udevadm >/dev/null && r udevadm settle --timeout=5 --exit-if-exists=/dev/kvm"
                        .formatted(module, Command.quote(value))
                + (mend.isEmpty() ? "\ntrue" : mend));
    }

    /** Prints {@code 0:107 660}: owner, group and mode of the device; nothing where it is not there. */
    static Command device() {
        return Command.shell("stat -c '%u:%g %a' /dev/kvm 2>/dev/null || true");
    }

    static Command writeFile(String module, String value) {
        String text = "# Written by Nestlab: guests of this machine may be hypervisors.\noptions %s nested=%s\n"
                .formatted(module, value);
        return writeFile(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Command writeFile(String base64) {
        return Command.shell(
                AS_ROOT + "echo %s | base64 -d | r tee %s >/dev/null".formatted(Command.quote(base64), FILE));
    }

    static Command removeFile() {
        return Command.shell(AS_ROOT + "r rm -f " + FILE);
    }
}
