package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the measuring program printed on a serial line, among all else that was printed there.
 *
 * @param lines that came through whole, in order
 * @param spoilt how many did not
 */
record ProbeLog(List<ProbeLine> lines, int spoilt) {

    ProbeLog {
        lines = List.copyOf(lines);
    }

    static ProbeLog read(List<String> serial) {
        List<ProbeLine> whole = new ArrayList<>();
        int spoilt = 0;
        for (String line : serial) {
            Optional<ProbeLine> read = ProbeLine.parse(line);
            read.ifPresent(whole::add);
            spoilt += read.isEmpty() && line.contains(ProbeLine.NAME) ? 1 : 0;
        }
        return new ProbeLog(whole, spoilt);
    }

    /** The first line of a word about a level. */
    Optional<ProbeLine> first(String word, String level) {
        return lines.stream()
                .filter(line -> line.word().equals(word) && line.value("level").equals(level))
                .findFirst();
    }

    /** The lines of a word about a level by their kind of exit; of several the last one. */
    Map<String, ProbeLine> byKind(String word, String level) {
        Map<String, ProbeLine> found = new LinkedHashMap<>();
        for (ProbeLine line : lines) {
            if (line.word().equals(word) && line.value("level").equals(level)) {
                found.put(line.value("kind"), line);
            }
        }
        return found;
    }
}
