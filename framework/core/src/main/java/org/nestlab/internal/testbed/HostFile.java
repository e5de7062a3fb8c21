package org.nestlab.internal.testbed;

import java.time.Duration;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;
import org.nestlab.workload.Check;

/** The shared scratch disk on the host: a file in the lab's folder, and the device that its file system is on. */
final class HostFile {

    private static final String CHECK = """
            file=%s; folder=%s
            [ ! -L "$file" ] || { echo "a symbolic link to $(readlink "$file")"; exit 0; }
            [ -f "$file" ] || { echo "$(LC_ALL=C stat -c %%F "$file" 2>/dev/null || echo nothing)"; exit 0; }
            [ "$(readlink -f "$file")" = "$(readlink -f "$folder")/${file##*/}" ] || { echo "outside of $folder"; exit 0; }
            grep -q " %s$" "$folder/nestlab-owner" 2>/dev/null || { echo "in a folder without the lab's mark"; exit 0; }
            echo "a file of $(stat -c %%s "$file") bytes"
            """;

    private static final String WORDS = """
            file=%s
            device=$(findmnt -n -o MAJ:MIN -T "$file" | tr -d ' ')
            queue=/sys/dev/block/$device/queue
            [ -d "$queue" ] || queue=/sys/dev/block/$device/../queue
            echo "file on $(findmnt -n -o FSTYPE,SOURCE -T "$file"), scheduler $(sed 's/.*\\[\\(.*\\)\\].*/\\1/' $queue/scheduler 2>/dev/null || echo unknown), blocks of $(cat $queue/logical_block_size 2>/dev/null || echo '?') bytes" | tr -s ' '
            """;

    private static final Duration FLUSH = Duration.ofMinutes(5);

    private HostFile() {}

    /** @throws ProvisioningException if it is not the file that the lab made */
    static void check(Host host, HostSide side, HostSide.Scratch plan) {
        String script = CHECK.formatted(Command.quote(plan.file()), Command.quote(side.folder()), side.lab());
        String observed = host.run(script).orThrow().text();
        String wanted = "a file of %d bytes".formatted(plan.bytes());
        if (!observed.equals(wanted)) {
            throw new ProvisioningException(
                    "%s: %s is not the scratch disk of lab %s, and nothing is written to it: observed %s, expected %s"
                            .formatted(host.label(), plan.file(), side.lab(), observed, wanted));
        }
    }

    /** Writes out what the host still has to write: a flush in the middle of a measurement would slow it down. */
    static void flush(Host host, HostSide.Scratch plan) {
        host.run(Command.of("sync", "-f", plan.file()).withTimeout(FLUSH)).orThrow();
    }

    /** That every byte of it was written: no hole, nothing known to be zero. */
    static Check filled(Host host, HostSide.Scratch plan) {
        // [{ "start": 0, "length": 1073741824, "depth": 0, "present": true, "zero": false, "data": true, "offset": 0}]
        CommandResult map = host.run(Command.of("qemu-img", "map", "-U", "--output=json", "-f", "raw", plan.file()));
        String wanted = "data in every extent";
        if (!map.succeeded()) {
            return Check.that("extents of the scratch disk", false, map.stderr().strip(), wanted);
        }
        long extents =
                map.stdout().lines().filter(line -> line.contains("\"start\"")).count();
        long empty = map.stdout()
                .lines()
                .filter(line -> line.contains("\"zero\": true") || line.contains("\"data\": false"))
                .count();
        return Check.that(
                "extents of the scratch disk",
                extents > 0 && empty == 0,
                "%d of %d empty".formatted(empty, extents),
                wanted);
    }

    /** For example {@code file on ext4 /dev/vda, scheduler none, blocks of 512 bytes}. */
    static String words(Host host, HostSide.Scratch plan) {
        return host.run(WORDS.formatted(Command.quote(plan.file()))).text();
    }
}
