package org.nestlab.internal.guest;

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

    /** Words that are waited for may have been printed in part when a console was looked at last. */
    private static final int LOOKED_AT_AGAIN = 4_096;

    private final ConsoleLog log;
    private final ConsoleText text;
    private volatile long bootOffset;
    private volatile long boots = 1;
    private long searched;
    private String searchedFor = "";

    private GuestConsole(ConsoleLog log) {
        this.log = log;
        this.text = new ConsoleText(log.file());
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
        long end = text.size();
        if (text.contains(words, Math.max(bootOffset, searched), end)) {
            return true;
        }
        searched = Math.max(bootOffset, end - LOOKED_AT_AGAIN);
        return false;
    }

    /** It is up now: an emulated one may have taken more than one boot for that. */
    void noteReady() {
        boots = Math.max(1, text.boots(bootOffset));
    }

    /** Whether it has booted once more since it was ready. */
    public boolean bootedAgain() {
        return text.boots(bootOffset) > boots;
    }

    /** What it has printed since it was started or reset; the last 16 MiB if that is more. */
    String ofThisBoot() {
        return text.last(bootOffset);
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
        bootOffset = text.size();
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
