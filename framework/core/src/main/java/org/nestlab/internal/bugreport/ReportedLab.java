package org.nestlab.internal.bugreport;

import java.util.List;
import org.nestlab.internal.journal.Entry;

/**
 * A lab in a bug report.
 *
 * @param id 8 hexadecimal digits
 * @param story what the report is about, in a few lines: which layer died, and of what lab
 * @param plan everything that was to be created, as text
 * @param journal what was written down before it was created
 * @param steps the steps with their times
 */
public record ReportedLab(
        String id,
        String story,
        String plan,
        List<Entry> journal,
        List<TimelineEntry> steps,
        List<ReportedMachine> machines,
        List<ReportedGuest> guests) {

    public ReportedLab {
        journal = List.copyOf(journal);
        steps = List.copyOf(steps);
        machines = List.copyOf(machines);
        guests = List.copyOf(guests);
    }
}
