package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.HostNotCapableException;
import org.nestlab.fake.Answers;
import org.nestlab.fake.FakeShell;
import org.nestlab.machine.Command;

class ProbeProgramTests {

    @TempDir
    private Path cache;

    @Test
    void namesThePackagesWhereThereIsNoCompiler() {
        FakeShell host = new FakeShell("L0 host");
        host.answers.failOn("gcc", 127, "sh: 1: gcc: not found");

        assertThatThrownBy(() -> ProbeProgram.ensure(host, cache, line -> {}))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("gcc: not found")
                .hasMessageEndingWith("Expected: the Debian packages gcc and libc6-dev; `nestlab setup` installs them");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void compilesOnceForEachCompiler() throws IOException {
        List<String> progress = new ArrayList<>();

        ProbeProgram made = ProbeProgram.ensure(compiler("12.2.0"), cache, progress::add);
        ProbeProgram again = ProbeProgram.ensure(compiler("12.2.0"), cache, progress::add);
        ProbeProgram newer = ProbeProgram.ensure(compiler("14.2.0"), cache, progress::add);

        assertThat(made).isEqualTo(again);
        assertThat(newer.file()).isNotEqualTo(made.file());
        assertThat(newer.sha256()).isNotEqualTo(made.sha256()).hasSize(64);
        assertThat(progress).hasSize(2);
        try (Stream<Path> left = Files.walk(cache)) {
            assertThat(left.filter(Files::isRegularFile)).containsExactlyInAnyOrder(made.file(), newer.file());
        }
    }

    @Test
    void leavesNothingWhereItDoesNotCompile() throws IOException {
        FakeShell host = new FakeShell("L0 host");
        host.answers.on("-dumpfullversion", "12.2.0");
        host.answers.failOn("-static", 1, "exits.c:10:10: fatal error: linux/kvm.h: No such file or directory");

        assertThatThrownBy(() -> ProbeProgram.ensure(host, cache, line -> {}))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("linux/kvm.h");
        try (Stream<Path> left = Files.walk(cache)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aCompilerThatDoesNotEndIsToldWithWhatToDo() {
        FakeShell host = new FakeShell("L0 host");
        host.answers.on("-dumpfullversion", "12.2.0");
        host.answers.on(command -> command.line().contains("-static"), command -> {
            throw new GuestCommandException("L0 host: `gcc` did not end within 60 s");
        });

        assertThatThrownBy(() -> ProbeProgram.ensure(host, cache, line -> {}))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage(
                        "L0 host: the measuring program was not compiled: L0 host: `gcc` did not end within 60 s. Expected: a gcc that ends in time; run it again when the host is less busy");
    }

    /** What it makes of the sources names its version. */
    private static FakeShell compiler(String version) {
        FakeShell host = new FakeShell("L0 host");
        host.answers.on("-dumpfullversion", version);
        host.answers.on(command -> command.line().contains("-static"), command -> {
            try {
                Files.writeString(output(command), version);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Answers.Reply.ok("");
        });
        return host;
    }

    private static Path output(Command command) {
        List<String> words = List.of(command.line().split(" ", -1));
        return Path.of(words.get(words.indexOf("-o") + 1).replace("'", ""));
    }
}
