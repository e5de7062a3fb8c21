package org.nestlab.probe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * The versions of the hypervisor's programs as installed, digits and dots only. A program that is found and cannot be
 * started, as when a library is missing, has no version, and a problem.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Versions {

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
        true\
        """;

    // QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3) · QEMU PC emulator version 0.12.1
    // (qemu-kvm-0.12.1.2)
    private static final Pattern QEMU = Pattern.compile("QEMU\\b.{0,40}? version (\\d++(?:\\.\\d++)++).*+");
    // libvirtd (libvirt) 9.0.0 · /usr/sbin/virtqemud (libvirt) 11.3.0 · 9.0.0 (virsh)
    private static final Pattern LIBVIRT = Pattern.compile("(?:\\S++ \\(libvirt\\) )?(\\d++(?:\\.\\d++)++)");

    /** How many characters are shown of a line that is not a version. */
    private static final int MOST_SHOWN = 300;

    private final @Nullable String qemuBinary;
    private final @Nullable String qemu;
    private final @Nullable String libvirt;
    private final @Nullable String qemuProblem;
    private final @Nullable String libvirtProblem;

    private Versions(KeyValues values) {
        qemuBinary = values.get("qemu-binary").orElse(null);
        qemu = version(values, "qemu", QEMU).orElse(null);
        libvirt = version(values, "libvirt", LIBVIRT).orElse(null);
        qemuProblem = problem(values, "qemu", QEMU).orElse(null);
        libvirtProblem = problem(values, "libvirt", LIBVIRT).orElse(null);
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

    /** The path of QEMU; empty where none is found. */
    public Optional<String> qemuBinary() {
        return Optional.ofNullable(qemuBinary);
    }

    /** For example {@code 7.2.22}; empty where QEMU is not installed, or has a problem. */
    public Optional<String> qemu() {
        return Optional.ofNullable(qemu);
    }

    /** For example {@code 9.0.0}; empty where neither libvirt's daemon nor virsh is installed, or has a problem. */
    public Optional<String> libvirt() {
        return Optional.ofNullable(libvirt);
    }

    /** The output and exit status of asking QEMU for its version; empty if it printed a version. */
    public Optional<String> qemuProblem() {
        return Optional.ofNullable(qemuProblem);
    }

    /** The output and exit status of asking libvirt for its version; empty if it printed a version. */
    public Optional<String> libvirtProblem() {
        return Optional.ofNullable(libvirtProblem);
    }

    static Versions parse(String output) {
        return new Versions(KeyValues.parse(output));
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

    private ValueProperties properties() {
        return ValueProperties.of(Versions.class)
                .and("qemuBinary", qemuBinary)
                .and("qemu", qemu)
                .and("libvirt", libvirt)
                .and("qemuProblem", qemuProblem)
                .and("libvirtProblem", libvirtProblem);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Versions same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
