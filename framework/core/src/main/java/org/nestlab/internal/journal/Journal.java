package org.nestlab.internal.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.journal.Entry.Event;
import org.nestlab.internal.plan.LabId;

/**
 * The journal of one lab: a line of JSON for each resource, on disk before the resource exists. The process that holds
 * the lock of the journal owns the lab. The kernel releases the lock when the process ends, however it ends; a process
 * id that was given out again proves nothing.
 */
public final class Journal implements AutoCloseable {

    /**
     * The lock files that this process holds. They must not be opened a second time: the kernel releases a lock as soon
     * as the process closes any descriptor of the file. Its monitor is held while another lock file is open.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final JournalWatcher WATCHERS = JournalWatcher.discovered();

    private final StateFolder state;
    private final LabId id;
    private final FileChannel lockChannel;
    private final FileOutputStream lines;

    private Journal(StateFolder state, LabId id, FileChannel lockChannel, FileOutputStream lines) {
        this.state = state;
        this.id = id;
        this.lockChannel = lockChannel;
        this.lines = lines;
    }

    /**
     * Starts the journal of a new lab on the libvirt of the given URI.
     *
     * @throws IllegalStateException if there is a lab of that id already
     */
    public static Journal start(StateFolder state, LabId id, String uri) {
        return start(state, id, uri, Map.of(), () -> {});
    }

    /**
     * The same, unless something speaks against it.
     *
     * @param more what its first line says beside the id, the URI and the process
     * @param check throws where the lab is not to be begun; no other process begins one meanwhile
     * @throws IllegalStateException if there is a lab of that id already
     */
    public static Journal start(StateFolder state, LabId id, String uri, Map<String, String> more, Runnable check) {
        Map<String, String> facts = new TreeMap<>(more);
        facts.putAll(Map.of(
                "id",
                id.value(),
                "uri",
                uri,
                "pid",
                Long.toString(ProcessHandle.current().pid())));
        // Exclusively, because a process that sweeps lock files must not see this one before it has its journal.
        return state.exclusively(() -> {
            check.run();
            Journal journal = open(state, id, true)
                    .orElseThrow(() -> new IllegalStateException("lab " + id + " has an owner already"));
            try {
                journal.write(Event.OWNED, "lab", facts);
                return journal;
            } catch (RuntimeException e) {
                Closing.after(e, journal);
                throw e;
            }
        });
    }

    /**
     * Takes over the journal of a lab whose owner is gone; empty where it has a living one, or there is no such lab.
     */
    public static Optional<Journal> take(StateFolder state, LabId id) {
        return open(state, id, false);
    }

    /** Removes the lock files of processes that were killed in the moment in which they had one and no journal. */
    public static void sweep(StateFolder state) {
        state.exclusively(() -> {
            for (LabId id : state.locked()) {
                if (!state.isJournalled(id)) {
                    take(state, id).ifPresent(Journal::close);
                }
            }
            return true;
        });
    }

    private static Optional<Journal> open(StateFolder state, LabId id, boolean fresh) {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(state.lockFile(id))) {
                return Optional.empty();
            }
            try {
                Optional<Journal> journal = locked(state, id, fresh);
                journal.ifPresent(held -> HELD_HERE.add(state.lockFile(id)));
                return journal;
            } catch (IOException e) {
                throw new UncheckedIOException("the journal of lab " + id + " cannot be opened in " + state.root(), e);
            }
        }
    }

    private static Optional<Journal> locked(StateFolder state, LabId id, boolean fresh) throws IOException {
        FileChannel channel = FileChannel.open(
                state.lockFile(id), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!OwnerLock.take(channel)) {
                channel.close();
                return Optional.empty();
            }
            if (Files.exists(state.journalFile(id)) == fresh) {
                // Its owner deleted it a moment ago, and with it all but the lock file that was made just now.
                if (!fresh) {
                    Files.deleteIfExists(state.lockFile(id));
                }
                channel.close();
                return Optional.empty();
            }
            if (fresh) {
                WATCHERS.reached("locked");
            }
            // A stream, as a channel would be closed for good by the first interrupt of the thread that writes.
            FileOutputStream lines = new FileOutputStream(state.journalFile(id).toFile(), true);
            Journal journal = new Journal(state, id, channel, lines);
            journal.endCutLine();
            return Optional.of(journal);
        } catch (IOException | RuntimeException e) {
            Closing.after(e, channel);
            throw e;
        }
    }

    /** A line that its writer did not finish must not swallow the next one. */
    private void endCutLine() throws IOException {
        byte[] text = Files.readAllBytes(state.journalFile(id));
        if (text.length > 0 && text[text.length - 1] != '\n') {
            lines.write('\n');
        }
    }

    /** Whether some process, this one included, owns the lab. */
    public static boolean isOwned(StateFolder state, LabId id) {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(state.lockFile(id))) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(state.lockFile(id), StandardOpenOption.READ)) {
                return OwnerLock.hasOwner(channel);
            } catch (NoSuchFileException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException("the lock of lab " + id + " cannot be looked at in " + state.root(), e);
            }
        }
    }

    public LabId id() {
        return id;
    }

    /** Writes down what is about to be created or changed; it is on disk when this returns. */
    public void before(Resource resource) {
        before(resource.kind(), resource.facts());
    }

    /** Writes down what the lab is from now on. */
    public void mark(LabMark mark, Map<String, String> facts) {
        before(mark.word(), facts);
    }

    /** Writes down that the resource of a line is gone, or as it was before. */
    public void gone(Entry entry) {
        gone(entry.kind(), entry.facts());
    }

    void before(String kind, Map<String, String> facts) {
        write(Event.BEFORE, kind, facts);
    }

    void gone(String kind, Map<String, String> facts) {
        write(Event.GONE, kind, facts);
    }

    private synchronized void write(Event event, String kind, Map<String, String> facts) {
        Entry entry = new Entry(System.currentTimeMillis() / 1000.0, event, kind, facts);
        String moment = "%s %s on %s".formatted(event, kind, facts.getOrDefault("on", "nothing"));
        WATCHERS.reached("before " + moment);
        try {
            lines.write((JournalLine.of(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            lines.getFD().sync();
        } catch (IOException e) {
            throw new HostNotCapableException(
                    "L0 host: the journal of lab %s cannot be written: %s. Expected room for it in %s: make some, or set nestlab.state.dir"
                            .formatted(id, e.getMessage(), state.root()),
                    e);
        }
        WATCHERS.reached("after " + moment);
    }

    /** What is in it so far. */
    public List<Entry> entries() {
        return read(state, id);
    }

    /**
     * Every line that can be read, in the order of writing; a truncated or damaged line is ignored. None where there is
     * no such lab: its owner may take it down at any time.
     */
    public static List<Entry> read(StateFolder state, LabId id) {
        try {
            return entries(Files.readAllBytes(state.journalFile(id)));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be read", e);
        }
    }

    static List<Entry> entries(byte[] journal) {
        return Arrays.stream(new String(journal, StandardCharsets.UTF_8).split("\n", -1))
                .flatMap(line -> JournalLine.parse(line).stream())
                .toList();
    }

    /** What was created and not yet removed, the newest first: the order in which to remove it. */
    public static List<Entry> left(List<Entry> entries) {
        List<Entry> left = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry.event()) {
                case OWNED -> {}
                case BEFORE -> {
                    if (left.stream().noneMatch(entry::sameThing)) {
                        left.add(entry);
                    }
                }
                case GONE -> left.removeIf(entry::sameThing);
            }
        }
        Collections.reverse(left);
        return left;
    }

    /** Releases the lab and leaves its journal to a reaper. */
    @Override
    public void close() {
        try (lockChannel;
                lines) {
            // Closing the channel lets go of the lock.
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be closed", e);
        } finally {
            HELD_HERE.remove(state.lockFile(id));
        }
    }

    /** Ends a journal whose lab is gone: nothing of it is left. */
    public void delete() {
        try {
            Files.deleteIfExists(state.journalFile(id));
            WATCHERS.reached("half deleted");
            Files.deleteIfExists(state.lockFile(id));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of lab " + id + " cannot be deleted", e);
        } finally {
            close();
        }
    }
}
