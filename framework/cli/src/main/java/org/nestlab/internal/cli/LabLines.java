package org.nestlab.internal.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.internal.kept.ListedLab;

/** A lab for people: what it is, and what to type next. */
final class LabLines {

    private LabLines() {}

    /** All that is known of it, the first line without an indent. */
    static List<String> of(ListedLab lab, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("lab %s  %s%s%s"
                .formatted(
                        lab.id(),
                        lab.name().isEmpty() ? "" : "'" + lab.name() + "'  ",
                        lab.state().words(),
                        age(lab, now)));
        lines.add("  host    " + lab.uri());
        lab.owner().ifPresent(owner -> lines.add("  owner   " + owner));
        lab.guests()
                .forEach(guest -> lines.add("  guest   %s%s"
                        .formatted(guest.name(), guest.state().isEmpty() ? "" : " (" + guest.state() + ")")));
        lab.remarks().forEach(remark -> lines.add("  note    " + remark));
        next(lab).forEach(line -> lines.add("  next    " + line));
        return lines;
    }

    /** What can be done with it, a command or a sentence each. */
    static List<String> next(ListedLab lab) {
        return switch (lab.state()) {
            case COMING_UP -> List.of("wait for it; where its process is interrupted, it is taken down");
            case UP -> List.of("wait for its process, which takes it down or leaves it up");
            case BEING_TAKEN_DOWN -> List.of("wait");
            case LEFT_BEHIND -> List.of("nestlab reap (the next run does it, too)");
            case ANOTHER_STATE_FOLDER -> List.of("nestlab list, by its user or with its nestlab.state.dir");
            case KEPT, WAITING -> kept(lab);
        };
    }

    private static List<String> kept(ListedLab lab) {
        List<String> next = new ArrayList<>();
        if (!lab.isBroken()) {
            lab.guests().stream()
                    .findFirst()
                    .ifPresent(guest -> next.add("nestlab shell --id %s %s".formatted(lab.id(), guest.name())));
        }
        next.add("nestlab down " + lab.id());
        return next;
    }

    private static String age(ListedLab lab, Instant now) {
        return lab.begun()
                .map(begun -> ", begun %s ago".formatted(age(Duration.between(begun, now))))
                .orElse("");
    }

    /** For example {@code 40 s}, {@code 12 min}, {@code 3 h 5 min}, {@code 2 d 4 h}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400
                ? "%d h %d min".formatted(seconds / 3_600, seconds / 60 % 60)
                : "%d d %d h".formatted(seconds / 86_400, seconds / 3_600 % 24);
    }
}
