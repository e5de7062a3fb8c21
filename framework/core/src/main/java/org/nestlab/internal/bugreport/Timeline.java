package org.nestlab.internal.bugreport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.nestlab.internal.console.TimedLine;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.text.Tail;

/**
 * All levels on one clock: what the lab did, what it wrote down, and what each console said, in the order of arrival.
 */
final class Timeline {

    /** Of one console, from its end: what matters of a report stands there. */
    private static final int LINES = 5_000;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Timeline() {}

    static String of(ReportedLab lab) {
        List<TimelineEntry> moments = new ArrayList<>(lab.steps());
        lab.journal().forEach(entry -> moments.add(journalled(entry)));
        for (ReportedGuest guest : lab.guests()) {
            List<TimedLine> lines = TimedLine.of(guest.console());
            Tail.of(lines, LINES)
                    .forEach(
                            line -> moments.add(new TimelineEntry(line.at(), guest.label() + " console", line.text())));
        }
        // Stable: what arrived in one moment stays in the order in which its source gave it.
        moments.sort(Comparator.comparing(TimelineEntry::at));
        return text(moments);
    }

    private static TimelineEntry journalled(Entry entry) {
        Map<String, String> facts = new TreeMap<>(entry.facts());
        return new TimelineEntry(
                Instant.ofEpochMilli(Math.round(entry.at() * 1000)),
                "journal",
                "%s %s %s".formatted(entry.event().name().toLowerCase(Locale.ROOT), entry.kind(), facts));
    }

    private static String text(List<TimelineEntry> moments) {
        StringBuilder text = new StringBuilder(
                "All levels on the clock of the machine that runs the tests (UTC). A console's line has the time at which it"
                        + " began to arrive there.\n\n");
        if (moments.isEmpty()) {
            return text.append("nothing is known\n").toString();
        }
        Instant start = moments.get(0).at();
        int widest = moments.stream()
                .mapToInt(moment -> moment.where().length())
                .max()
                .orElse(1);
        for (TimelineEntry moment : moments) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %+9.3f  %s  %s\n",
                    CLOCK.format(moment.at()),
                    Duration.between(start, moment.at()).toMillis() / 1000.0,
                    moment.where() + " ".repeat(widest - moment.where().length()),
                    moment.what().replace("\n", "\n" + " ".repeat(24 + widest + 2))));
        }
        return text.toString();
    }
}
