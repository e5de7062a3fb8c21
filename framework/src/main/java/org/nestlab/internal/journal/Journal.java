package org.nestlab.internal.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nestlab.internal.journal.Entry.Event;
import org.nestlab.internal.plan.LabId;

/**
 * The journal of one lab: a line of JSON for each resource, on disk before the resource exists. Whoever holds the lock
 * of a journal owns the lab; the kernel lets go of the lock when the process ends, however it ends, and a process id
 * that was given out again proves nothing.
 */
public final class Journal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateFolder state;
    private final LabId id;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final FileChannel lines;

    private Journal(StateFolder state, LabId id, FileChannel lockChannel, FileLock lock, FileChannel lines) {
        this.state = state;
        this.id = id;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.lines = lines;
    }

    /** Starts the journal of a new lab on the libvirt of the given URI. */
    public static Journal start(StateFolder state, LabId id, String uri) {
        Journal journal =
                take(state, id).orElseThrow(() -> new IllegalStateException("lab " + id + " has an owner already"));
        journal.write(
                Event.OWNED,
                "lab",
                Map.of(
                        "id",
                        id.value(),
                        "uri",
                        uri,
                        "pid",
                        Long.toString(ProcessHandle.current().pid())));
        return journal;
    }

    /** Takes over the journal of a lab whose owner is gone; empty where it has a living one. */
    public static Optional<Journal> take(StateFolder state, LabId id) {
        try {
            FileChannel lockChannel =
                    FileChannel.open(state.lockFile(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(lockChannel);
            if (lock == null) {
                lockChannel.close();
                return Optional.empty();
            }
            FileChannel lines = FileChannel.open(
                    state.journalFile(id),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
            return Optional.of(new Journal(state, id, lockChannel, lock, lines));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be opened in " + state.root(), e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process owns it
        }
    }

    /** Whether some process, this one included, owns the lab. */
    public static boolean isOwned(StateFolder state, LabId id) {
        if (!Files.exists(state.lockFile(id))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(state.lockFile(id), StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of lab " + id + " cannot be read in " + state.root(), e);
        }
    }

    public LabId id() {
        return id;
    }

    /** Writes down what is about to be created or changed; it is on disk when this returns. */
    public void before(String kind, Map<String, String> facts) {
        write(Event.BEFORE, kind, facts);
    }

    /** Writes down that it is gone, or as it was. */
    public void gone(String kind, Map<String, String> facts) {
        write(Event.GONE, kind, facts);
    }

    private synchronized void write(Event event, String kind, Map<String, String> facts) {
        Entry entry = new Entry(System.currentTimeMillis() / 1000.0, event, kind, facts);
        try {
            byte[] line = (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
            lines.write(ByteBuffer.wrap(line));
            lines.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be written", e);
        }
    }

    /** Every line that can be read, in the order of writing; a line that was cut short or spoilt is passed over. */
    public static List<Entry> read(StateFolder state, LabId id) {
        List<Entry> entries = new ArrayList<>();
        try {
            if (!Files.exists(state.journalFile(id))) {
                return List.of();
            }
            String text = new String(Files.readAllBytes(state.journalFile(id)), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                parse(line).ifPresent(entries::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be read", e);
        }
        return entries;
    }

    private static Optional<Entry> parse(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.ofNullable(JSON.readValue(line, Entry.class));
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** What was created and not yet removed, the newest first: the order in which to remove it. */
    public static List<Entry> left(List<Entry> entries) {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry.event()) {
                case OWNED -> {}
                case BEFORE -> left.add(entry);
                case GONE -> left.removeIf(entry::sameThing);
            }
        }
        Collections.reverse(left);
        return left;
    }

    /** Lets go of the lab and leaves its journal for a reaper. */
    @Override
    public void close() {
        try (lockChannel;
                lines) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be closed", e);
        }
    }

    /** Ends a journal whose lab is gone: nothing of it is left. */
    public void delete() {
        try {
            Files.deleteIfExists(state.journalFile(id));
            Files.deleteIfExists(state.lockFile(id));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be deleted", e);
        } finally {
            close();
        }
    }
}
