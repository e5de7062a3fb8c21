package org.nestlab.internal.host;

import java.util.Optional;
import org.nestlab.machine.Machine;
import org.nestlab.probe.KernelInfo;

/**
 * The host's system.
 *
 * @param kernel what runs
 * @param distribution for example {@code Debian GNU/Linux 12 (bookworm)}; empty without os-release(5)
 * @param distributionId for example {@code debian}; empty without os-release(5)
 */
public record HostSystem(KernelInfo kernel, String distribution, String distributionId) {

    /**
     * os-release is made to be run by a shell, {@code PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"}, but some lack the
     * quotes: {@code PRETTY_NAME=Wind River Linux 7.0.0.2}. So it is read, and the last line of a name counts.
     */
    static final String SCRIPT = """
            for f in /etc/os-release /usr/lib/os-release; do [ ! -r "$f" ] || break; done
            value() {
              sed -n "s/^ *$1=//p" "$f" 2>/dev/null | sed -n '$p' \\
                | sed -e 's/[[:space:]]*$//' -e 's/^"\\(.*\\)"$/\\1/' -e "s/^'\\(.*\\)'$/\\1/" -e 's/\\\\\\([$"`\\]\\)/\\1/g'
            }
            echo "name $(value PRETTY_NAME)"
            echo "id $(value ID)"
            """;

    static HostSystem of(Machine machine) {
        return parse(KernelInfo.of(machine), machine.run(SCRIPT).orThrow().stdout());
    }

    static HostSystem parse(KernelInfo kernel, String output) {
        Records records = Records.parse(output);
        return new HostSystem(kernel, text(records.first("name")), text(records.first("id")));
    }

    private static String text(Optional<String> value) {
        return value.orElse("");
    }
}
