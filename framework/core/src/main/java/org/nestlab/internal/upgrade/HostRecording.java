package org.nestlab.internal.upgrade;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.experiment.BootSeries;

/**
 * One side of a comparison over a reboot: fresh boots of a lab on the host as it was at that time.
 *
 * @param began when the first boot was started
 * @param ended when the last boot was measured
 * @param setup the way of measuring, which must be the same in every recording
 * @param series one for each metric, all with the same number of boots
 * @param notes what else a reader should know, one line each
 */
public record HostRecording(
        Role role,
        Instant began,
        Instant ended,
        Fingerprint fingerprint,
        Map<String, String> setup,
        List<BootSeries> series,
        List<String> notes) {

    /** Which side it is. */
    public enum Role {
        /** The host as it was recorded. */
        BASELINE,
        /** The host that is judged. */
        CANDIDATE,
        /** The host on the baseline's kernel again. */
        RETURN
    }

    public HostRecording {
        setup = Collections.unmodifiableMap(new TreeMap<>(setup));
        series = List.copyOf(series);
        notes = List.copyOf(notes);
        if (series.isEmpty() || series.get(0).values().isEmpty()) {
            throw new IllegalArgumentException("a recording without a boot");
        }
        int boots = series.get(0).values().size();
        if (series.stream().anyMatch(it -> it.values().size() != boots)) {
            throw new IllegalArgumentException("a recording whose metrics are not of as many boots");
        }
    }

    /** The number of boots. */
    public int boots() {
        return series.get(0).values().size();
    }

    /** The names of its metrics, for example {@code L2 exit-cpuid.cycles}. */
    List<String> names() {
        return series.stream().map(BootSeries::name).toList();
    }
}
