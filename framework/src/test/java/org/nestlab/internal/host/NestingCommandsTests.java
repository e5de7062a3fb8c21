package org.nestlab.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class NestingCommandsTests {

    static Stream<Command> commands() {
        return Stream.of(
                NestingCommands.read("kvm_amd"),
                NestingCommands.lock("0f0f"),
                NestingCommands.holder(),
                NestingCommands.unlock(),
                NestingCommands.unload("kvm_amd"),
                NestingCommands.load("kvm_amd", "1", "0:107 660"),
                NestingCommands.load("kvm_amd", "1", ""),
                NestingCommands.device(),
                NestingCommands.writeFile("kvm_amd", "1"),
                NestingCommands.writeFile("eA=="),
                NestingCommands.removeFile());
    }

    /** Read by a shell, run by none: they would change this machine. */
    @ParameterizedTest
    @MethodSource("commands")
    void isAShellScript(Command command) {
        try (LocalShell shell = new LocalShell("L0 host")) {
            shell.run(Command.of("sh", "-n", "-c", command.line())).orThrow();
        }
    }

    @Test
    void readsAModuleThatIsNotThere() {
        try (LocalShell shell = new LocalShell("L0 host")) {
            String output =
                    shell.run(NestingCommands.read("kvm_none")).orThrow().stdout();
            assertThat(NestingRecord.parse("L0 host", "t", "kvm_none", false, output)
                            .loaded())
                    .isFalse();
        }
    }

    @Test
    void givesTheDeviceBackItsOwnerAndMode() {
        assertThat(NestingCommands.load("kvm_amd", "1", "0:107 660").line())
                .contains("r chown 0:107 /dev/kvm && r chmod 660 /dev/kvm");
        assertThat(NestingCommands.load("kvm_amd", "1", "").line()).doesNotContain("chown");
    }
}
