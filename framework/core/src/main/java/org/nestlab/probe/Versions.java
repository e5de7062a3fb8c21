package org.nestlab.probe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.machine.Machine;

/**
 * The versions of the hypervisor's programs as installed, digits and dots only. A program that is found and cannot be
 * started, as when a library is missing, has no version, and a problem.
 *
 * @param qemuBinary the path of QEMU, empty where none is found
 * @param qemu for example {@code 7.2.22}, empty where QEMU is not installed, or has a problem
 * @param libvirt for example {@code 9.0.0}, empty where neither libvirt's daemon nor virsh is installed, or has a
 *     problem
 * @param qemuProblem how asking it for its version ended, with what it printed
 * @param libvirtProblem likewise
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Versions(
        Optional<String> qemuBinary,
        Optional<String> qemu,
        Optional<String> libvirt,
        Optional<String> qemuProblem,
        Optional<String> libvirtProblem) {

    /**
     * Daemons are in /usr/sbin, which is not on every user's PATH; Red Hat's QEMU is in /usr/libexec. libvirt takes the
     * first QEMU on the PATH, whether it works or not; of libvirt's own programs the first that works will do. Warnings
     * may come before the version.
     */
    static final String SCRIPT = """
            PATH=$PATH:/usr/sbin:/sbin:/usr/libexec
            ask() {
              out=$("$2" --version 2>&1 </dev/null); status=$?
              line=$(printf '%s\\n' "$out" | grep -aE -m 1 "$3") || line=$(printf '%s\\n' "$out" | head -n 1)
              said="$1-binary=$2\n$1-status=$status\n$1=$line"
            }
            for q in qemu-system-x86_64 qemu-kvm; do
              b=$(command -v $q) && { ask qemu "$b" '^QEMU .*version [0-9]'; printf '%s\\n' "$said"; break; }
            done
            found=
            for l in libvirtd virtqemud virsh; do
              b=$(command -v $l) || continue
              ask libvirt "$b" '^([^ ]+ \\(libvirt\\) )?[0-9]+\\.[0-9.]+$'
              found=${found:-$said}
              [ $status = 0 ] && { found=$said; break; }
            done
            printf '%s\\n' "$found"
            true""";

    // QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3) · QEMU PC emulator version 0.12.1
    // (qemu-kvm-0.12.1.2)
    private static final Pattern QEMU = Pattern.compile("QEMU\\b.{0,40}? version (\\d++(?:\\.\\d++)++).*+");
    // libvirtd (libvirt) 9.0.0 · /usr/sbin/virtqemud (libvirt) 11.3.0 · 9.0.0 (virsh)
    private static final Pattern LIBVIRT = Pattern.compile("(?:\\S++ \\(libvirt\\) )?(\\d++(?:\\.\\d++)++)");

    /** How many characters are shown of a line that is not a version. */
    private static final int MOST_SHOWN = 300;

    /** Where nothing is wrong with what was found. */
    public Versions(Optional<String> qemuBinary, Optional<String> qemu, Optional<String> libvirt) {
        this(qemuBinary, qemu, libvirt, Optional.empty(), Optional.empty());
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked; a program that is not installed is not
     *     an error
     */
    public static Versions of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    static Versions parse(String output) {
        KeyValues values = KeyValues.parse(output);
        return new Versions(
                values.get("qemu-binary"),
                version(values, "qemu", QEMU),
                version(values, "libvirt", LIBVIRT),
                problem(values, "qemu", QEMU),
                problem(values, "libvirt", LIBVIRT));
    }

    private static Optional<String> version(KeyValues values, String program, Pattern pattern) {
        Matcher matcher = pattern.matcher(values.text(program));
        return started(values, program) && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean started(KeyValues values, String program) {
        return values.get(program + "-status").orElse("0").equals("0");
    }

    private static Optional<String> problem(KeyValues values, String program, Pattern pattern) {
        Optional<String> binary = values.get(program + "-binary");
        if (binary.isEmpty() || version(values, program, pattern).isPresent()) {
            return Optional.empty();
        }
        String line = values.text(program);
        return Optional.of("%s --version %s, %s"
                .formatted(
                        binary.get(),
                        started(values, program)
                                ? "told no version"
                                : "ended with status " + values.text(program + "-status"),
                        line.isEmpty()
                                ? "and printed nothing"
                                : "and printed: " + line.substring(0, Math.min(MOST_SHOWN, line.length()))));
    }
}
