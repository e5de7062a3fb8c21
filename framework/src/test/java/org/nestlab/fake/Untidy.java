package org.nestlab.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What may become of a text on its way from a machine: cut short, spoilt in places, something else altogether, or
 * endless. A parser reads it or says, by the one exception that it declares, that it cannot; in time, and without
 * filling the memory.
 *
 * <p>The seed is fixed: the texts of a test are the same in every run.
 */
public final class Untidy {

    private static final int SPOILT = 200;
    private static final int ENDLESS = 8;
    private static final int ENDLESS_CHARACTERS = 1 << 19;
    /** Some 50 times what the slowest of these parsers takes for a MiB; one that is quadratic takes hours. */
    private static final long MOST_SECONDS = 5;
    /**
     * Processor time is what a parser needs, however busy the machine is; one that waits, or never ends, is given up
     * after this time.
     */
    private static final long GIVEN_UP_SECONDS = 60;
    /** What a thread may allocate for one text beside {@link #MOST_TIMES} its size. */
    private static final long MOST_BYTES = 64 << 20;

    private static final long MOST_TIMES = 1_000;

    private static final List<String> PIECES = List.of(
            "",
            "\0",
            "\n",
            "\r\n",
            " ",
            "\t",
            "=",
            ":",
            ",",
            ".",
            "1",
            "1.",
            "1 ",
            "-1",
            "0",
            "9".repeat(30),
            "9223372036854775808",
            "2147483648",
            "-",
            "0-2147483647",
            "NaN",
            "1e999",
            "0x1p-3",
            "%s%n",
            "$(id)",
            "`id`",
            "'",
            "\"",
            "\\",
            "[",
            "]",
            "{",
            "}",
            "(",
            "/",
            "<",
            ">",
            "&",
            "a ",
            "é",
            "\uD800",
            "\uFFFD",
            "\u2028",
            "\u0085",
            "\u0660",
            "null",
            "../");

    private final List<String> samples;
    private final List<String> pieces = new ArrayList<>(PIECES);
    private final List<String> texts = new ArrayList<>();
    private final Random random = new Random(20261126);

    private Untidy(List<String> samples) {
        this.samples = samples;
    }

    /** Texts that begin with real ones. */
    public static Untidy of(String... samples) {
        return new Untidy(List.of(samples));
    }

    /** A text of half a million characters, most of them one and the same piece. */
    public static String endless(String before, String unit) {
        return before + unit.repeat(ENDLESS_CHARACTERS / unit.length());
    }

    /** With these pieces too, which mean something to the format. */
    public Untidy with(String... more) {
        pieces.addAll(List.of(more));
        return this;
    }

    /** That the parser throws nothing at all. */
    public void isRead(Consumer<String> parser) {
        isReadOrRefused(null, parser);
    }

    /** With these texts as they are. */
    public Untidy and(String... more) {
        texts.addAll(List.of(more));
        return this;
    }

    /**
     * That the parser throws nothing but this, with a message that says something and is not endless.
     *
     * @param declared the one exception that the parser declares; null for none
     */
    public void isReadOrRefused(@Nullable Class<? extends RuntimeException> declared, Consumer<String> parser) {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, "untidy");
            daemon.setDaemon(true);
            return daemon;
        });
        try {
            for (String sample : samples) {
                run(thread, sample, declared, parser);
                for (int end = 0; end < sample.length(); end += 1 + sample.length() / 100) {
                    run(thread, sample.substring(0, end), declared, parser);
                }
                for (int i = 0; i < SPOILT; i++) {
                    run(thread, spoilt(sample), declared, parser);
                }
                for (int i = 0; i < ENDLESS; i++) {
                    run(thread, endless(sample), declared, parser);
                }
            }
            pieces.forEach(piece -> run(thread, piece, declared, parser));
            run(thread, noise(), declared, parser);
            texts.forEach(text -> run(thread, text, declared, parser));
        } finally {
            thread.shutdownNow();
        }
    }

    private static void run(
            ExecutorService thread,
            String text,
            @Nullable Class<? extends RuntimeException> declared,
            Consumer<String> parser) {
        AtomicLong processor = new AtomicLong();
        Future<Long> done = thread.submit(() -> allocatedBy(() -> parser.accept(text), processor));
        try {
            long bytes = done.get(GIVEN_UP_SECONDS, TimeUnit.SECONDS);
            assertThat(bytes)
                    .as(() -> "bytes allocated for " + shown(text))
                    .isLessThan(MOST_BYTES + MOST_TIMES * text.length());
        } catch (TimeoutException e) {
            fail("not read within %d s: %s".formatted(GIVEN_UP_SECONDS, shown(text)), e);
        } catch (ExecutionException e) {
            Throwable thrown = e.getCause();
            if (declared == null || !declared.isInstance(thrown)) {
                fail("%s for %s".formatted(thrown, shown(text)), thrown);
            }
            assertThat(thrown.getMessage())
                    .as(() -> "message for " + shown(text))
                    .isNotBlank();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted", e);
        }
        // Of what was refused, too.
        assertThat(Duration.ofNanos(processor.get()))
                .as(() -> "processor time for " + shown(text))
                .isLessThan(Duration.ofSeconds(MOST_SECONDS));
    }

    private static long allocatedBy(Runnable work, AtomicLong processor) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            work.run();
        } finally {
            processor.set(threads.getCurrentThreadCpuTime() - start);
        }
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private String spoilt(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(60));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from) + piece() + text.substring(to);
            case 1 -> text.substring(0, from) + piece().repeat(1 + random.nextInt(200)) + text.substring(to);
            case 2 -> text.substring(0, from) + text.substring(to);
            case 3 -> text.substring(0, from) + text.substring(from, to) + text.substring(from);
            default -> text.substring(0, from) + (char) random.nextInt(0x3000) + text.substring(Math.min(to, from + 1));
        };
    }

    /** A MiB of one piece, or of a part of the text itself, somewhere in the text. */
    private String endless(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(40));
        String unit = random.nextBoolean() || to == at ? piece() : text.substring(at, to);
        String usable = unit.isEmpty() ? "x" : unit;
        return text.substring(0, at) + usable.repeat(ENDLESS_CHARACTERS / usable.length()) + text.substring(at);
    }

    private String noise() {
        StringBuilder noise = new StringBuilder();
        while (noise.length() < ENDLESS_CHARACTERS) {
            noise.append(piece());
        }
        return noise.toString();
    }

    private String piece() {
        return pieces.get(random.nextInt(pieces.size()));
    }

    private static String shown(String text) {
        String line = text.replace("\n", "\\n").replace("\0", "\\0");
        return line.length() <= 400
                ? "'" + line + "'"
                : "%d characters: '%s … %s'"
                        .formatted(text.length(), line.substring(0, 200), line.substring(line.length() - 200));
    }
}
