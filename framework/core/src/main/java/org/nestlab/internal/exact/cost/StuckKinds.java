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
 * Kinds of exits and requests that came to no end in a run of the measuring program. The program says so itself where
 * its level still has interrupts. Where that level is dead, it is the kind that was begun last and has no result. On a
 * host that is too slow to tell, that kind may only be late.
 */
final class StuckKinds {

    // what=no-end-after:1000000000
    private static final String NO_END = "no-end-after:";

    private StuckKinds() {}

    /** Why each is stuck, in a clause; empty where none is. */
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
                    // The others tell of no kind that it begins or ends.
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
            // A line that names no kind is none of which anything can be said.
        }
    }

    /** What the program says of a kind that failed, in words where it has some. */
    static String text(String what) {
        return what.startsWith(NO_END)
                ? "it did not end within %s instructions".formatted(what.substring(NO_END.length()))
                : what;
    }
}
