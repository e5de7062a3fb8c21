package org.nestlab.internal.host;

import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;

/**
 * The free resources of a host.
 *
 * @param cpus processors that may be used
 * @param totalMemoryMib memory in MiB
 * @param availableMemoryMib MiB that are available without swapping (MemAvailable)
 * @param folder the folder for a lab's disks
 * @param freeDiskBytes free bytes for this user in the file system of that folder
 */
public record HostResources(int cpus, long totalMemoryMib, long availableMemoryMib, String folder, long freeDiskBytes) {

    /** A folder that does not exist yet will be made in the nearest one that does. */
    private static final String SCRIPT = """
            echo "cpus $(nproc)"
            sed -n 's/^MemTotal: *\\([0-9]*\\) kB/total \\1/p; s/^MemAvailable: *\\([0-9]*\\) kB/available \\1/p' /proc/meminfo
            f=%s
            until [ -d "$f" ]; do f=$(dirname "$f"); done
            echo "free $(df -Pk "$f" | sed -n 2p | awk '{print $4}')\"""";

    static Command command(String folder) {
        return Command.shell(SCRIPT.formatted(Command.quote(folder)));
    }

    /**
     * Asks a host.
     *
     * @param folder where a lab's disks would go
     * @throws org.nestlab.GuestCommandException if the host cannot be asked
     */
    public static HostResources of(Machine machine, String folder) {
        return parse(machine.run(command(folder)).orThrow().stdout(), folder);
    }

    static HostResources parse(String output, String folder) {
        Records records = Records.parse(output);
        return new HostResources(
                (int) Math.min(records.number("cpus"), Integer.MAX_VALUE),
                records.number("total") / 1024,
                records.number("available") / 1024,
                folder,
                records.number("free") * 1024);
    }
}
