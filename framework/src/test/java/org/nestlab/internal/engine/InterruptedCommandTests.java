package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/** A process that is asked to end leaves no command on the host, such as one that fills a scratch disk for minutes. */
class InterruptedCommandTests {

    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** The process. */
    public static void main(String[] arguments) {
        System.out.println("ending: " + LiveLabs.isEnding());
        String script = "sleep 300 & echo $! >%1$s.unfinished; mv %1$s.unfinished %1$s; wait"
                .formatted(Command.quote(arguments[0]));
        new LocalShell("L0 host").run(Command.shell(script).withTimeout(Duration.ofMinutes(10)));
    }

    @Test
    void whatACommandHasStartedEndsWithTheProcess() throws IOException {
        Path file = folder.resolve("pid");
        try (ChildJvm child =
                ChildJvm.start(InterruptedCommandTests.class.getName(), Map.of(), List.of(file.toString()))) {
            child.awaitLine("ending: false");
            await().atMost(SOON).until(() -> Files.exists(file));
            long command = Long.parseLong(Files.readString(file).strip());

            child.signal("TERM");
            child.awaitEnd(SOON);

            // One that nobody has waited for has no command line any more.
            assertThat(ProcessHandle.of(command)
                            .flatMap(process -> process.info().commandLine()))
                    .isEmpty();
        }
    }
}
