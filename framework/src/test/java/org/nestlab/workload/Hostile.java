package org.nestlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.nestlab.fake.Untidy;

/** Real output, and what may become of it on the way. */
final class Hostile {

    private static final String[] PIECES = {
        "NaN", "-1", "1e999", "{", "}", "[", "\"", "\n", "\0", "9".repeat(400), "null", ":", " ".repeat(5_000), "é", ","
    };

    private Hostile() {}

    static String sample(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/org/nestlab/workload", name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Cuts, doubles and replaces parts of a text, by a fixed seed: a parser reads it or says that it cannot, and in
     * time.
     */
    static void check(String text, Consumer<String> parser) {
        Untidy.of(text).with(PIECES).isReadOrRefused(InvalidMeasurementException.class, parser);
        Random random = new Random(7);
        int[] refused = {0};
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 300; i++) {
                try {
                    parser.accept(spoilt(text, random));
                } catch (InvalidMeasurementException e) {
                    assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000);
                    refused[0]++;
                }
            }
            for (int end = 0; end < text.length(); end += 1 + text.length() / 100) {
                try {
                    parser.accept(text.substring(0, end));
                } catch (InvalidMeasurementException e) {
                    refused[0]++;
                }
            }
        });
        assertThat(refused[0]).as("spoilt outputs that were refused").isGreaterThan(60);
    }

    private static String spoilt(String text, Random random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(60));
        String piece = PIECES[random.nextInt(PIECES.length)];
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + piece + text.substring(to);
            case 2 -> text.substring(0, from) + text.substring(to);
            default -> piece.repeat(1 + random.nextInt(200)) + text.substring(from);
        };
    }
}
