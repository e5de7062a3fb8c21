package org.nestlab.spi;

import java.util.BitSet;

/** The places of one line to leave out. */
final class Cuts {

    /** {@link Secrets#REMOVED} */
    static final String REMOVED = "(removed)";

    private final BitSet out = new BitSet();

    /** Leaves out what stands there; nothing where it is empty. */
    void add(int from, int to) {
        if (to > from) {
            out.set(from, to);
        }
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    /** Whether the end of the line is left out. */
    boolean reach(int end) {
        return end > 0 && out.get(end - 1);
    }

    /** The line with a mark for each run of what is left out. */
    void appendTo(StringBuilder clean, String line) {
        int kept = 0;
        for (int from = out.nextSetBit(0); from >= 0; from = out.nextSetBit(kept)) {
            clean.append(line, kept, from).append(REMOVED);
            kept = out.nextClearBit(from);
        }
        clean.append(line, kept, line.length());
    }
}
