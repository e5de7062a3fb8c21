package org.nestlab.workload;

import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.nestlab.machine.DiskTraffic;

/**
 * Proves that the host's storage moved the bytes that a program says it moved, and that no cache of any level answered
 * in its place.
 *
 * <p>With a cache inside L1 or L2, or of L1's QEMU, L1 asks the host for fewer bytes: they must be the program's,
 * within 5 %. With a cache of the host, QEMU or the program itself gets fewer bytes from the storage: they must be as
 * many or more, because a QEMU has other disks, too. For written bytes that proves nothing by itself, because Linux
 * counts them when they enter the page cache; so the file must be open with O_DIRECT.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DiskProof {

    private static final double TOLERANCE = 0.05;

    /**
     * What else a guest reads on a disk that no program uses: udev looks at it after each program that had it open for
     * writing.
     */
    private static final long OTHERS = 1 << 20;

    private DiskProof() {}

    /**
     * The proof for a run that reads.
     *
     * @param before counted before the run, {@code after} when it had ended
     * @param bytes that the program says it read
     */
    public static Check ofReads(DiskCount before, DiskCount after, double bytes) {
        return of(true, before, after, bytes);
    }

    /**
     * The proof for a run that writes past the page cache of its own machine.
     *
     * @param before counted before the run, {@code after} when it had ended
     * @param bytes that the program says it wrote
     */
    public static Check ofWrites(DiskCount before, DiskCount after, double bytes) {
        return of(false, before, after, bytes);
    }

    private static Check of(boolean reads, DiskCount before, DiskCount after, double bytes) {
        String name = reads ? "bytes read from the host's storage" : "bytes written to the host's storage";
        String wanted = String.format(Locale.ROOT, "%.4g", bytes);
        if (before instanceof DiskCount.NotCountable not) {
            return Check.notProvable(name, not.why(), wanted);
        }
        if (after instanceof DiskCount.NotCountable not) {
            return Check.notProvable(name, not.why(), wanted);
        }
        return counted(name, reads, (DiskCount.Counted) before, (DiskCount.Counted) after, bytes);
    }

    private static Check counted(
            String name, boolean reads, DiskCount.Counted before, DiskCount.Counted after, double bytes) {
        if (!before.by().equals(after.by())) {
            return Check.notProvable(
                    name,
                    "the I/O was done by another process afterwards than before, as where a guest is restored or migrated: measure again",
                    String.format(Locale.ROOT, "%.4g by one process", bytes));
        }
        if (!before.direct() || !after.direct()) {
            return Check.that(
                    name,
                    false,
                    "the host's page cache in between: %s has the disk's file open without O_DIRECT"
                            .formatted(after.by()),
                    "O_DIRECT, as cache='none' has it");
        }
        double moved = grown(reads, before.moved(), after.moved());
        Optional<Double> asked = before.asked().flatMap(from -> after.asked().map(to -> grown(reads, from, to)));
        boolean passedOn = asked.map(it -> it >= bytes * (1 - TOLERANCE) && it <= bytes * (1 + TOLERANCE) + OTHERS)
                .orElse(true);
        String observed = asked.map(it -> String.format(Locale.ROOT, "%.4g asked of L1's disk, ", it))
                        .orElse("")
                + String.format(Locale.ROOT, "%.4g moved by %s", moved, after.by());
        String wanted = asked.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%.4g within 5 %% and %d MiB asked, and 95 %% of it or more moved",
                        bytes,
                        OTHERS >> 20)
                : String.format(Locale.ROOT, "95 %% of %.4g or more", bytes);
        return Check.that(name, passedOn && moved >= bytes * (1 - TOLERANCE), observed, wanted);
    }

    private static double grown(boolean reads, DiskTraffic from, DiskTraffic to) {
        return reads ? (double) to.read() - from.read() : (double) to.written() - from.written();
    }
}
