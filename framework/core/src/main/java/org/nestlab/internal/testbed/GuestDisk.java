package org.nestlab.internal.testbed;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;

/**
 * The shared scratch disk in a guest, found by the serial that the plan gave it and never by a name like
 * {@code /dev/vdb}.
 *
 * @param path the link by its serial
 * @param device what that led to
 */
record GuestDisk(String path, String device, String scheduler, int logicalBlock, int queues) {

    // [none] mq-deadline
    private static final Pattern SCHEDULER = Pattern.compile(".*\\[(.+)\\].*");

    private static final String SCRIPT = """
            device=$(readlink -f %s); name=${device##*/}; block=/sys/block/$name
            echo "device=$device"
            [ -b "$device" ] || exit 0
            echo "serial=$(cat $block/serial 2>/dev/null)"
            echo "sectors=$(cat $block/size 2>/dev/null)"
            echo "scheduler=$(cat $block/queue/scheduler 2>/dev/null)"
            echo "block=$(cat $block/queue/logical_block_size 2>/dev/null)"
            echo "queues=$(ls -d $block/mq/* 2>/dev/null | wc -l)"
            echo "users=$(grep "^$device" /proc/mounts /proc/swaps | wc -l) $(ls $block/holders 2>/dev/null | wc -l)"
            """;

    /**
     * Looks at it.
     *
     * @throws ProvisioningException if there is none, or it is not the lab's: nothing may be written to it
     */
    static GuestDisk look(Guest guest, HostSide.Scratch plan) {
        String path = "/dev/disk/by-id/virtio-" + plan.serial();
        Map<String, String> seen = new HashMap<>();
        guest.run(SCRIPT.formatted(Command.quote(path)))
                .orThrow()
                .stdout()
                .lines()
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    seen.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
                });
        require(guest, path, "serial", seen.getOrDefault("serial", "no such disk"), plan.serial());
        require(
                guest,
                path,
                "size in sectors of 512 bytes",
                seen.getOrDefault("sectors", ""),
                Long.toString(plan.bytes() / 512));
        require(guest, path, "mounts and holders", seen.getOrDefault("users", ""), "0 0");
        Matcher scheduler = SCHEDULER.matcher(seen.getOrDefault("scheduler", ""));
        return new GuestDisk(
                path,
                seen.getOrDefault("device", ""),
                scheduler.matches() ? scheduler.group(1) : seen.getOrDefault("scheduler", "unknown"),
                number(guest, path, "logical block size", seen.getOrDefault("block", "0")),
                Math.max(1, number(guest, path, "count of queues", seen.getOrDefault("queues", "1"))));
    }

    private static int number(Guest guest, String path, String what, String observed) {
        if (!observed.matches("[0-9]{1,9}")) {
            throw new ProvisioningException("%s: %s: its %s: observed '%s', expected a whole number"
                    .formatted(guest.label(), path, what, observed));
        }
        return Integer.parseInt(observed);
    }

    private static void require(Guest guest, String path, String what, String observed, String wanted) {
        if (!observed.equals(wanted)) {
            throw new ProvisioningException(
                    "%s: %s is not the lab's scratch disk, and nothing is written to it: its %s: observed '%s', expected '%s'. Was it changed, or does the guest hide it?"
                            .formatted(guest.label(), path, what, observed, wanted));
        }
    }

    @Override
    public String toString() {
        return "%s scheduler %s, %d queues, blocks of %d bytes".formatted(device, scheduler, queues, logicalBlock);
    }
}
