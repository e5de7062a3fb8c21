package org.nestlab.internal.guest;

import java.time.Duration;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shell.Printed;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;

/** Grows the root disk of a running guest, and the file system on it. */
final class DiskGrowth {

    private static final String SECTORS = "cat /sys/class/block/vda/size";

    // A root file system on the whole disk, as ours, or on the disk's partition, as in most cloud images.
    private static final String SCRIPT = """
            set -e
            source=$(findmnt -n -o SOURCE / | sed 's/\\[.*//')
            case $source in
              /dev/vda) ;;
              /dev/vda[0-9]*) growpart /dev/vda "${source#/dev/vda}" ;;
              *) echo "the root file system is on $source, not on /dev/vda" >&2; exit 1 ;;
            esac
            case $(findmnt -n -o FSTYPE /) in
              ext4) resize2fs "$source" ;;
              btrfs) btrfs filesystem resize max / ;;
              xfs) xfs_growfs / ;;
              *) echo "no way known to grow $(findmnt -n -o FSTYPE /)" >&2; exit 1 ;;
            esac
            """;

    private final Guest guest;
    private final GuestDomain domain;

    DiskGrowth(Guest guest, GuestDomain domain) {
        this.guest = guest;
        this.domain = domain;
    }

    /** @throws LabConfigurationException if it is that large already */
    void to(int gib) {
        long bytes = (long) gib << 30;
        long present = 512 * Printed.wholeNumber(guest.run(SECTORS), "the size of its root disk in sectors");
        if (bytes <= present) {
            throw new LabConfigurationException(
                    "%s: its root disk has %d MiB, and %d GiB is not more: a disk only grows"
                            .formatted(guest.label(), present >> 20, gib));
        }
        domain.resizeRootDisk(bytes);
        Waiting.on(
                        "%s: its kernel to see a root disk of %d MiB".formatted(guest.label(), bytes >> 20),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(200))
                .untilTrue(() -> guest.run(SECTORS).text().equals(Long.toString(bytes / 512)));
        guest.run(Command.shell(SCRIPT).withTimeout(Duration.ofMinutes(3))).orThrow();
    }
}
