package org.nestlab.internal.exact.cost;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostKey;
import org.nestlab.internal.exact.machine.Ending;
import org.nestlab.internal.exact.machine.SerialRun;

/**
 * Kinds of exits and requests that did not end in a run of the measuring program. The program says so itself if its
 * level still gets interrupts. If that level is dead, it is the kind that was started last and has no result. On a host
 * that is too slow, that kind may only be late.
 */
final class StuckKinds {

    // what=no-end-after:1000000000
    private static final String NO_END = "no-end-after:";

    private StuckKinds() {}

    /** Why each kind is stuck, in a clause; empty if none is. */
    static SortedMap<CostKey, String> in(SerialRun run) {
        SortedMap<CostKey, String> stuck = new TreeMap<>();
        Set<String> open = new LinkedHashSet<>();
        for (ProbeLine line : ProbeLog.read(run.lines()).lines()) {
            String name = line.value("level") + ":" + line.value("kind");
            switch (line.word()) {
                case "mark" -> {
                    if (line.value("at").equals("0")) {
                        open.add(name);
                    } else if (line.value("at").equals("2")
                            && line.value("reasons").equals("1")) {
                        open.remove(name);
                    }
                }
                case "exit", "request" -> open.remove(name);
                case "fail" -> {
                    open.remove(name);
                    if (line.value("what").startsWith(NO_END)) {
                        put(stuck, name, text(line.value("what")));
                    }
                }
                default -> {
                    // The other words do not start or end a kind.
                }
            }
        }
        if (run.ending() instanceof Ending.Hung || run.ending() instanceof Ending.TooSlow) {
            open.stream()
                    .reduce((one, later) -> later)
                    .ifPresent(name -> put(stuck, name, run.ending().text()));
        }
        return stuck;
    }

    private static void put(SortedMap<CostKey, String> stuck, String name, String why) {
        try {
            stuck.put(CostKey.parse(name), why);
        } catch (LabConfigurationException e) {
            // A line without a kind is ignored.
        }
    }

    /** What the program reports about a kind that failed, in words if possible. */
    static String text(String what) {
        return what.startsWith(NO_END)
                ? "it did not end within %s instructions".formatted(what.substring(NO_END.length()))
                : what;
    }
}
