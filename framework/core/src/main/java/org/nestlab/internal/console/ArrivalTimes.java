package org.nestlab.internal.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Records when each part of a console arrived, by the clock of the machine that runs the tests, because the clocks of
 * guests cannot be compared. The times are written beside the console's copy, one line {@code OFFSET MILLISECONDS} for
 * each arrival, so they remain after this process.
 */
final class ArrivalTimes {

    /** Data that arrives sooner after the previous data gets the same time. */
    private static final long APART_MILLIS = 50;

    /** Limits the size of the file: a console that prints without end must not fill the disk a second time. */
    private static final int MOST = 50_000;

    private final Path file;
    private long last;
    private int count;

    ArrivalTimes(Path console) {
        this.file = fileOf(console);
    }

    /** {@code L1-hypervisor-console.log.times} */
    static Path fileOf(Path console) {
        return console.resolveSibling(console.getFileName() + ".times");
    }

    /** Records that the byte at this offset of the copy, and what follows, arrived now. */
    void arrived(long offset) throws IOException {
        long now = System.currentTimeMillis();
        if (count < MOST && (count == 0 || Math.abs(now - last) >= APART_MILLIS)) {
            last = now;
            count++;
            Files.writeString(file, offset + " " + now + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /**
     * All lines of a console's copy with their times; none if the copy has no times. Truncated or damaged lines are
     * ignored.
     */
    static List<TimedLine> linesOf(Path console) throws IOException {
        NavigableMap<Long, Instant> arrivals = read(fileOf(console));
        List<TimedLine> lines = new ArrayList<>();
        if (arrivals.isEmpty() || !Files.exists(console)) {
            return lines;
        }
        byte[] bytes = Files.readAllBytes(console);
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
                Map.Entry<Long, Instant> arrival = arrivals.floorEntry((long) start);
                String text = LogLine.of(new String(bytes, start, i - start, StandardCharsets.UTF_8))
                        .text();
                if (arrival != null && !text.isBlank()) {
                    lines.add(new TimedLine(arrival.getValue(), text));
                }
                start = i + 1;
            }
        }
        return lines;
    }

    private static NavigableMap<Long, Instant> read(Path file) throws IOException {
        NavigableMap<Long, Instant> arrivals = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.matches("\\d{1,18} \\d{1,15}")) {
                    String[] words = line.split(" ", 2);
                    arrivals.put(Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1])));
                }
            }
        }
        return arrivals;
    }
}
