package org.nestlab.internal.guest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.console.ConsoleLog;
import org.nestlab.internal.console.ConsoleWatch;
import org.nestlab.internal.console.FatalLine;
import org.nestlab.internal.console.LogLine;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.shell.Pause;
import org.nestlab.internal.shell.Printed;
import org.nestlab.internal.shell.Shell;
import org.nestlab.internal.shell.Waiting;
import org.nestlab.machine.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A guest's console with what the lab asks of it: is the guest dead, and has it said so far what is waited for. */
public final class GuestConsole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GuestConsole.class);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration SHORT_LOOK = Duration.ofMillis(5);
    private static final Duration QUIET = Duration.ofSeconds(1);

    // Our image prints the one at each boot, most kernels the other:
    // nestlab: seed applied
    // [    0.000000][    T0] Linux version 6.1.0-37-amd64 (debian-kernel@lists.debian.org) …
    private static final String SEED = "nestlab: seed applied";
    private static final String VERSION = "Linux version ";

    /** Words that are waited for may have been printed in part when a console was looked at last. */
    private static final int LOOKED_AT_AGAIN = 4_096;

    private final ConsoleLog log;
    private volatile long bootOffset;
    private volatile long boots = 1;
    private long searched;
    private String searchedFor = "";

    private GuestConsole(ConsoleLog log) {
        this.log = log;
    }

    /** Follows the console of a guest, shows its first fatal line, and passes it to {@code onFatal}. */
    public static GuestConsole follow(
            Shell above, GuestPlan guest, Path local, Signatures signatures, Steps steps, Consumer<FatalLine> onFatal) {
        ConsoleWatch watch = new ConsoleWatch(signatures, guest.level(), line -> {
            steps.say(guest.label() + ": " + line);
            onFatal.accept(line);
        });
        return new GuestConsole(ConsoleLog.follow(above, guest.console(), local, watch));
    }

    public Optional<FatalLine> fatalLine() {
        return log.fatal();
    }

    /** Known lines that are not fatal. */
    public List<FatalLine> notes() {
        return log.notes();
    }

    public Path file() {
        return log.file();
    }

    /** The line that shows that the guest is dead; empty while there is none. */
    Optional<String> fatal() {
        return log.fatal().map(Object::toString);
    }

    /** Whether this boot has printed the words, on one line. */
    synchronized boolean contains(String words) {
        if (!words.equals(searchedFor)) {
            searchedFor = words;
            searched = 0;
        }
        String text = from(Math.max(bootOffset, searched));
        if (text.contains(words)
                || text.lines().anyMatch(line -> LogLine.of(line).text().contains(words))) {
            return true;
        }
        searched = Math.max(bootOffset, size() - LOOKED_AT_AGAIN);
        return false;
    }

    /** It is up now: an emulated one may have taken more than one boot for that. */
    void noteReady() {
        boots = Math.max(1, boots(ofThisBoot()));
    }

    /** Whether it has booted once more since it was ready. */
    public boolean bootedAgain() {
        return boots(ofThisBoot()) > boots;
    }

    /**
     * How often the console shows a kernel's or the image's start, with whatever the firmware and a boot loader print
     * before it.
     */
    static long boots(String console) {
        return Math.max(lines(console, SEED, Double.NaN), lines(console, VERSION, 0));
    }

    /** Of a console of many megabytes only the lines that have these words are parsed. */
    private static long lines(String console, String words, double stamp) {
        String word = words.substring(words.indexOf(' ') + 1);
        long count = 0;
        int end = 0;
        for (int at = console.indexOf(word); at >= 0; at = console.indexOf(word, end)) {
            int start = at;
            while (start > end && !isEnd(console.charAt(start - 1))) {
                start--;
            }
            end = at;
            while (end < console.length() && !isEnd(console.charAt(end))) {
                end++;
            }
            count += LogLine.of(console.substring(start, end)).says(words, stamp) ? 1 : 0;
        }
        return count;
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** What it has printed since it was started or reset. */
    String ofThisBoot() {
        return from(bootOffset);
    }

    private String from(long offset) {
        try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, file.length() - offset)];
            file.seek(offset);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(log.file() + " cannot be read", e);
        }
    }

    private long size() {
        try {
            return Files.size(log.file());
        } catch (IOException e) {
            throw new UncheckedIOException(log.file() + " cannot be read", e);
        }
    }

    /** Waits until nothing has been printed for a second, the time is over, or the thread is interrupted. */
    public void awaitRest(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        long quiet = System.nanoTime();
        long seen = -1;
        do {
            long size = log.offset();
            if (size != seen) {
                seen = size;
                quiet = System.nanoTime();
            }
        } while (System.nanoTime() < end && System.nanoTime() - quiet < QUIET.toNanos() && Pause.of(LOOK));
    }

    /** How many bytes of it have been read. */
    public long read() {
        return log.offset();
    }

    /** Waits until so much of it has been read, or the time is over. */
    public void awaitRead(long bytes, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (log.offset() < bytes && System.nanoTime() < end && Pause.of(SHORT_LOOK)) {
            // Its reader is at it.
        }
    }

    String text() {
        return log.text();
    }

    String lastLines() {
        return "  " + String.join("\n  ", log.lastLines());
    }

    /** The guest is about to be reset: what it printed so far is about another boot. */
    void forgetBoot() {
        bootOffset = size();
        log.forgetFatal();
    }

    /**
     * The guest runs on another machine from now on, and prints there. What it printed on the former one is read to its
     * end first.
     *
     * @param file the console's path, on either machine
     */
    void moveTo(Shell former, Shell now, String file) {
        try {
            long size = Printed.wholeNumber(
                    former.run(Command.of("stat", "-c", "%s", "--", file)), "the size of a console's file");
            Waiting.on("the rest of the console " + file, REST, LOOK).untilTrue(() -> log.offset() >= size);
        } catch (GuestCommandException | ProvisioningException e) {
            LOG.debug("the end of a console that has moved may be lost: {}", e.getMessage());
        }
        log.moveTo(now);
    }

    @Override
    public void close() {
        log.close();
    }
}
