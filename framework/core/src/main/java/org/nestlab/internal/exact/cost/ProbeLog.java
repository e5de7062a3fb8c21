package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The output of the measuring program on a serial line, which has other output, too.
 *
 * @param lines that arrived whole, in order
 * @param spoilt how many did not arrive whole
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

    /** The lines of a word about a level by their kind of exit; the last one for each kind. */
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
