package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.engine.ChildJvm;

/** A process that is interrupted while it builds an image leaves no scripts. */
class InterruptedScriptsTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    /** The process. */
    public static void main(String[] arguments) throws IOException {
        PackagedScripts.IMAGE.extract(Files.createDirectory(Path.of(arguments[0])));
        System.out.println("EXTRACTED");
        System.in.read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void theScriptsGoWithTheProcess(String signal) {
        Path scripts = folder.resolve("scripts");
        try (ChildJvm child =
                ChildJvm.start(InterruptedScriptsTests.class.getName(), Map.of(), List.of(scripts.toString()))) {
            child.awaitLine("EXTRACTED");
            assertThat(scripts).isNotEmptyDirectory();

            child.signal(signal);
            child.awaitEnd(Duration.ofMinutes(1));

            assertThat(scripts).doesNotExist();
        }
    }

    @Test
    void whatIsNotOfThemStays() throws IOException {
        Path scripts = folder.resolve("scripts");
        try (ChildJvm child =
                ChildJvm.start(InterruptedScriptsTests.class.getName(), Map.of(), List.of(scripts.toString()))) {
            child.awaitLine("EXTRACTED");
            Path another = Files.writeString(scripts.resolve("another"), "");

            child.signal("TERM");
            child.awaitEnd(Duration.ofMinutes(1));

            assertThat(scripts).isDirectoryContaining(file -> file.equals(another));
        }
    }
}
