package org.nestlab.internal.cli;

import java.util.stream.IntStream;
import org.nestlab.LabConfigurationException;

/**
 * Seeds of an emulator.
 *
 * @param from 1 or more
 * @param to the last one, at most 1,000 in all
 */
record SeedRange(int from, int to) {

    private static final int MOST = 1000;

    /** Reads {@code 7} or {@code 1-20}. */
    static SeedRange parse(String text) {
        String[] ends = text.split("-", 2);
        try {
            int from = Integer.parseInt(ends[0]);
            int to = ends.length == 1 ? from : Integer.parseInt(ends[1]);
            if (from >= 1 && to >= from && to - from < MOST) {
                return new SeedRange(from, to);
            }
        } catch (NumberFormatException e) {
            throw new LabConfigurationException(wrong(text), e);
        }
        throw new LabConfigurationException(wrong(text));
    }

    private static String wrong(String text) {
        return "'%s' is not a valid range of seeds; expected at most %d from 1 on, like 1-20".formatted(text, MOST);
    }

    IntStream seeds() {
        return IntStream.rangeClosed(from, to);
    }
}
