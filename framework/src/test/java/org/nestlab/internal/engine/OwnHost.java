package org.nestlab.internal.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.nestlab.internal.engine.OwnLines.Whose;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/**
 * The host as it was, and what the labs of one test have left on it. The test gets a state folder of its own, so that
 * no other run reaps its labs, and whose a lab is can be told: labs of other runs come and go meanwhile.
 */
final class OwnHost implements AutoCloseable {

    private static final Pattern FACT = Pattern.compile("\"(subnet|pid)\":\"([^\"]*)\"");

    /** What belongs to nobody is looked at for so long: another lab's may be half there at any moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path state = stateFolder();
    private final Path output;
    private final Optional<String> replaced = Optional.ofNullable(System.getProperty(Setting.STATE_DIR.key()));
    private final OwnLines own =
            new OwnLines(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    private final Thread follower = new Thread(this::follow, "own-labs");
    private HostSnapshot before;
    private volatile boolean closed;

    private OwnHost(Path output) {
        this.output = output;
        System.setProperty(Setting.STATE_DIR.key(), state.toString());
        follower.setDaemon(true);
        follower.start();
        before = HostSnapshot.take(state);
    }

    /**
     * From now on.
     *
     * @param output where the labs of this test write their consoles
     */
    static OwnHost watch(Path output) {
        return new OwnHost(output);
    }

    /**
     * Where each lab of this JVM and of those that it starts keeps its journal: open to the same users as the usual
     * one.
     */
    private static Path stateFolder() {
        Path usual = Settings.fromSystemProperties().stateDir();
        return usual.resolveSibling(
                usual.getFileName() + "-it-" + ProcessHandle.current().pid());
    }

    Path state() {
        return state;
    }

    /** The host as it is now is what is to be left. */
    void again() {
        before = HostSnapshot.take(state);
    }

    /** What is different now, and not another's. */
    List<String> differences() {
        HostSnapshot now = HostSnapshot.take(state);
        read();
        return now.differences(before).stream()
                .filter(line -> own.of(line, now) != Whose.ANOTHERS)
                .toList();
    }

    /** What these labs have left; empty where the host is as it was. */
    List<String> left() {
        long start = System.nanoTime();
        while (true) {
            HostSnapshot now = HostSnapshot.take(state);
            read();
            List<String> left = now.differences(before).stream()
                    .filter(line -> own.of(line, now) != Whose.ANOTHERS)
                    .toList();
            boolean certain = left.stream().anyMatch(line -> own.of(line, now) == Whose.OWN);
            if (left.isEmpty() || certain || Steps.since(start).compareTo(PATIENCE) > 0) {
                return left;
            }
            pause();
        }
    }

    /** The same, and gives the state folder back. */
    List<String> end() {
        try (this) {
            return left();
        }
    }

    private static void pause() {
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    }

    /** A lab has its journal before anything else, and has it for as long as there is anything of it. */
    private void follow() {
        while (!closed) {
            read();
            Awaitility.await().pollDelay(LOOK).pollInterval(LOOK).until(() -> true);
        }
    }

    private synchronized void read() {
        names(output).filter(name -> name.matches("[0-9a-f]{8}")).forEach(own.ids()::add);
        Path journals = state.resolve("journal");
        names(journals).filter(name -> name.endsWith(".jsonl")).forEach(name -> {
            own.ids().add(name.substring(0, 8));
            Matcher fact = FACT.matcher(text(journals.resolve(name)));
            while (fact.find()) {
                switch (fact.group(1)) {
                    case "subnet" -> own.subnets().add(fact.group(2).replaceAll("\\.\\d+/\\d+$", ""));
                    case "pid" -> own.pids().add(fact.group(2));
                    default -> {}
                }
            }
        });
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** Gives the state folder back, which has no lab any more; one that still has some is left for a reaper. */
    @Override
    public void close() {
        closed = true;
        replaced.ifPresentOrElse(
                was -> System.setProperty(Setting.STATE_DIR.key(), was),
                () -> System.clearProperty(Setting.STATE_DIR.key()));
        if (names(state.resolve("journal")).findAny().isEmpty()) {
            try (LocalShell shell = new LocalShell("L0 host")) {
                shell.run(Command.of("rm", "-rf", "--one-file-system", "--", state.toString()));
            }
        }
    }
}
