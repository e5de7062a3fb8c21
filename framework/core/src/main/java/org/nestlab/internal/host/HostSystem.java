package org.nestlab.internal.host;

import java.util.Optional;
import org.nestlab.machine.Machine;
import org.nestlab.probe.KernelInfo;

/**
 * The host's system.
 *
 * @param kernel what runs
 * @param distribution for example {@code Debian GNU/Linux 12 (bookworm)}; empty where /etc/os-release is missing
 * @param distributionId for example {@code debian}; empty where /etc/os-release is missing
 */
public record HostSystem(KernelInfo kernel, String distribution, String distributionId) {

    /** os-release is made to be read by a shell: {@code PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"}. */
    static final String SCRIPT = """
            [ -r /etc/os-release ] && . /etc/os-release
            echo "name $PRETTY_NAME"
            echo "id $ID\"""";

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
