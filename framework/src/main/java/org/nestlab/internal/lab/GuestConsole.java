package org.nestlab.internal.lab;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nestlab.internal.console.ConsoleLog;
import org.nestlab.internal.console.ConsoleWatch;
import org.nestlab.internal.shell.Shell;

/** A guest's console with what the lab asks of it: is the guest dead, and has it said so far what is waited for. */
final class GuestConsole implements AutoCloseable {

    private final ConsoleLog log;
    private volatile long bootOffset;

    private GuestConsole(ConsoleLog log) {
        this.log = log;
    }

    static GuestConsole follow(Shell above, String path, Path local, Steps steps, String label) {
        ConsoleWatch watch = new ConsoleWatch(line -> steps.say(label + ": " + line));
        return new GuestConsole(ConsoleLog.follow(above, path, local, watch));
    }

    /** The line that told that the guest is dead; empty while none did. */
    Optional<String> fatal() {
        return log.fatal().map(Object::toString);
    }

    /** Whether this boot has printed the words. */
    boolean contains(String words) {
        try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, file.length() - bootOffset)];
            file.seek(bootOffset);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(log.file() + " cannot be read", e);
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
        try {
            bootOffset = Files.size(log.file());
        } catch (IOException e) {
            throw new UncheckedIOException(log.file() + " cannot be read", e);
        }
        log.forgetFatal();
    }

    @Override
    public void close() {
        log.close();
    }
}
