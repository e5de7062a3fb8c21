package org.nestlab.internal.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.machine.DiskTraffic;

/**
 * Lines of {@code /proc/PID/io}, and {@code name=value} around them, as a script prints them.
 *
 * @param traffic the sum of all {@code read_bytes} and {@code write_bytes}; 0 where there are none
 * @param accounted whether there were both
 */
record ProcIo(DiskTraffic traffic, boolean accounted, List<String> words) {

    // read_bytes: 67108864
    private static final Pattern BYTES = Pattern.compile("(read|write)_bytes: ([0-9]{1,18})");

    ProcIo {
        words = List.copyOf(words);
    }

    static ProcIo parse(String text) {
        long read = 0;
        long written = 0;
        boolean reads = false;
        boolean writes = false;
        List<String> words = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher bytes = BYTES.matcher(line);
            if (!bytes.matches()) {
                words.add(line);
            } else if (bytes.group(1).equals("read")) {
                read = sum(read, bytes.group(2));
                reads = true;
            } else {
                written = sum(written, bytes.group(2));
                writes = true;
            }
        }
        return new ProcIo(new DiskTraffic(read, written), reads && writes, words);
    }

    private static long sum(long sum, String more) {
        long bytes = Long.parseLong(more);
        return sum > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : sum + bytes;
    }

    /** The values of a name, in their order. */
    List<String> values(String name) {
        String before = name + "=";
        return words.stream()
                .filter(line -> line.startsWith(before))
                .map(line -> line.substring(before.length()))
                .toList();
    }

    /** The value of a name; empty where there is none, more than one, or an empty one. */
    Optional<String> value(String name) {
        List<String> all = values(name);
        return all.size() == 1 && !all.get(0).isEmpty() ? Optional.of(all.get(0)) : Optional.empty();
    }
}
