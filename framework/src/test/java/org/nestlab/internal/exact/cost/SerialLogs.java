package org.nestlab.internal.exact.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * What real machines printed: L1 and L2 with Debian's 6.1.0-57 and 6.12.117, by QEMU 10.0 with instruction counting
 * (AMD, EPYC) and by Bochs 2.7 (Intel, corei3_cnl).
 */
final class SerialLogs {

    private SerialLogs() {}

    static List<String> amd() {
        return lines("amd-6.1.txt");
    }

    static List<String> intel() {
        return lines("intel-6.1.txt");
    }

    /** With {@code --io}, 6.1.0-50 on all levels: L3's lines came through the consoles of L2 and L1. */
    static List<String> intelRequests() {
        return lines("intel-io-6.1.txt");
    }

    /** A line of the program as it would print it. */
    static String line(String text) {
        String begun = ProbeLine.NAME + "1 " + text;
        CRC32 crc = new CRC32();
        crc.update(begun.getBytes(StandardCharsets.UTF_8));
        return "%s #%08x".formatted(begun, crc.getValue());
    }

    private static List<String> lines(String name) {
        try (InputStream in = Objects.requireNonNull(SerialLogs.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
