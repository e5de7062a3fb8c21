package org.nestlab.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void everyProcessOfAMachineHasTheSameMark() throws IOException {
        Path machine = machine("a", "0123456789abcdef0123456789abcdef");
        UUID mark = state().owner(machine);
        UUID markOfThisMachine = state().owner();

        assertThat(state().owner(machine)).isEqualTo(mark);
        assertThat(state().owner()).isEqualTo(markOfThisMachine);
    }

    /** Both may have labs on one host, which they reach over SSH: neither removes those of the other. */
    @Test
    void aFolderOfTheSameNameOnAnotherMachineHasAnotherMark() throws IOException {
        Path machine = machine("a", "0123456789abcdef0123456789abcdef");
        Path another = machine("b", "5a7b6d1c2e0f4d0d8f0c1b2a39485766");

        assertThat(state().owner(machine)).isNotEqualTo(state().owner(another));
    }

    @Test
    void aMachineThatSaysNothingOfItselfHasItsMarkAllTheSame() throws IOException {
        Path none = folder.resolve("not there");

        assertThat(state().owner(none)).isEqualTo(state().owner(machine("empty", "")));
        assertThat(state().owner(none))
                .isNotEqualTo(StateFolder.open(folder.resolve("other")).owner(none));
    }

    private StateFolder state() {
        return StateFolder.open(folder.resolve("state"));
    }

    private Path machine(String name, String id) throws IOException {
        return Files.writeString(folder.resolve(name), id + "\n");
    }
}
