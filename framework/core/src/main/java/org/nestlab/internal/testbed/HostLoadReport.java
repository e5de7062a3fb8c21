package org.nestlab.internal.testbed;

import java.time.Duration;
import java.util.Locale;
import org.nestlab.internal.shell.CommandFailures;

/**
 * How quiet the host was when a wait for that ended. Pressures are the part of the last second, in per cent, in which
 * some task waited for a CPU or for storage ({@code some} in {@code /proc/pressure}); steal is the part of the CPUs'
 * time that another guest of the host's own hypervisor took.
 *
 * @param known whether the kernel tells pressures; where not, the steal alone is waited for
 * @param gaveUp whether it was still busy when the time was up
 */
public record HostLoadReport(boolean known, double cpu, double io, double steal, Duration waited, boolean gaveUp) {

    /** For example {@code host quiet after 3 s: pressure cpu 1.2 %, io 0.0 %, steal 0.0 %}. */
    @Override
    public String toString() {
        String pressure = known
                ? String.format(Locale.ROOT, "pressure cpu %.1f %%, io %.1f %%", cpu, io)
                : "its kernel has no pressure information (no /proc/pressure)";
        return "host %s after %s: %s, steal %s"
                .formatted(
                        gaveUp ? "still busy" : "quiet",
                        CommandFailures.duration(waited),
                        pressure,
                        String.format(Locale.ROOT, "%.1f %%", steal));
    }
}
