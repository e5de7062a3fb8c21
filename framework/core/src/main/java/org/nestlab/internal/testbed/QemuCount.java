package org.nestlab.internal.testbed;

import java.util.List;
import java.util.UUID;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Command;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.workload.DiskCount;

/**
 * What the QEMU of an L1 guest has had the host's storage move. The I/O of a guest inside L1 is L1's, and so this
 * QEMU's.
 *
 * <p>The process is the one on the host that was started with the domain's UUID, in a container too, whose processes
 * are the host's to see; with the time of its start, as numbers are used again. The kernel counts I/O for all threads
 * of a process, those of io_uring among them since Linux 5.12.
 */
final class QemuCount {

    private static final String SCRIPT = """
        uuid=%s; file=$(stat -L -c %%d:%%i -- %s 2>/dev/null)
        echo "machine=$(uname -m)"
        for line in $(grep -lsF -e "$uuid" /proc/[0-9]*/cmdline); do
          process=${line%%/cmdline}
          tr '\\0' '\\n' 2>/dev/null <"$line" | grep -xF -A 1 -e -uuid | grep -qxF -e "$uuid" || continue
          echo "process=${process#/proc/} since $(sed 's/.*) //' "$process/stat" 2>/dev/null | cut -d' ' -f20)"
          cat "$process/io" 2>/dev/null || echo "denied=$process/io"
          [ -n "$file" ] || continue
          for open in $(stat -L -c '%%d:%%i %%n' -- "$process"/fd/* 2>/dev/null | sed -n "s/^$file .*\\///p"); do
            sed -n 's/^flags:[^0-7]*/flags=/p' "$process/fdinfo/$open" 2>/dev/null
          done
        done
        true
        """;

    private QemuCount() {}

    /** As it is now. */
    static DiskCount of(Host host, HostRights rights, HostSide.Scratch plan, Guest l1) {
        DiskTraffic asked;
        try {
            asked = l1.scratchDiskTraffic();
        } catch (ProvisioningException e) {
            return new DiskCount.NotCountable("libvirt does not count the bytes of its disk: " + e.getMessage());
        }
        String script = SCRIPT.formatted(Command.quote(l1.uuid().toString()), Command.quote(plan.file()));
        return read(
                host.label(),
                l1.label(),
                l1.uuid(),
                asked,
                host.run(rights.with(script)).stdout());
    }

    /** @param text what the script printed */
    static DiskCount read(String host, String guest, UUID uuid, DiskTraffic asked, String text) {
        ProcIo seen = ProcIo.parse(text);
        List<String> processes = seen.values("process");
        if (processes.size() != 1) {
            return new DiskCount.NotCountable(
                    "%s: %d processes with `-uuid %s` are to be seen, expected the one QEMU of %s: run as root, or let this user run `sudo -n`"
                            .formatted(host, processes.size(), uuid, guest));
        }
        if (!seen.values("denied").isEmpty()) {
            return new DiskCount.NotCountable(
                    "%s: the kernel's count for the QEMU of %s, /proc/PID/io, cannot be read: run as root, or let this user run `sudo -n`"
                            .formatted(host, guest));
        }
        List<String> flags = seen.values("flags");
        if (!seen.accounted() || flags.isEmpty()) {
            return new DiskCount.NotCountable(
                    "%s: of the QEMU of %s no %s is to be seen in /proc; expected root's rights, and a kernel with CONFIG_TASK_IO_ACCOUNTING"
                            .formatted(
                                    host,
                                    guest,
                                    seen.accounted() ? "open file of the scratch disk" : "count of bytes"));
        }
        int direct = OpenFlags.direct(seen.value("machine").orElse(""));
        return DiskCount.Counted.of(
                        "QEMU of %s, process %s".formatted(guest, processes.get(0)),
                        seen.traffic(),
                        flags.stream().allMatch(it -> OpenFlags.has(it, direct)))
                .withAsked(asked);
    }
}
