package org.nestlab.internal.exits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

/** What a killed run leaves in tracefs: the real scripts on a folder that looks like one. */
class TraceRemainsTests {

    @TempDir
    private Path tracefs = Path.of("set by JUnit");

    private final FakeHost host = new FakeHost();

    @Test
    void allInstancesOfTheLabGoAndNobodyElses() throws IOException {
        instance("nestlab-0badcafe-l1");
        instance("nestlab-0badcafe-l2");
        instance("nestlab-0badcaff-l2");
        instance("nestlab-0badcafe2-l2");
        instance("nestlab-0badcafe-l2-of-somebody");
        instance("somebody");

        sweep().orThrow();

        assertThat(instances())
                .containsExactlyInAnyOrder(
                        "nestlab-0badcaff-l2", "nestlab-0badcafe2-l2", "nestlab-0badcafe-l2-of-somebody", "somebody");
        assertThat(tracefs.resolve("instances/somebody/events/kvm/kvm_exit/trigger"))
                .hasContent("hist:keys=exit_reason:size=2048 if common_pid == 812 [active]");
    }

    @Test
    void whereNothingIsLeftNothingHappens() throws IOException {
        instance("somebody");

        sweep().orThrow();

        assertThat(instances()).containsExactly("somebody");
    }

    @Test
    void aHostWithoutTracefsHasNone() {
        host.answers.failOn("until rmdir", TraceScripts.NO_TRACEFS, "tracefs cannot be mounted");

        assertThatCode(() -> ExitTrace.sweep(host, "0badcafe")).doesNotThrowAnyException();
    }

    @Test
    void oneThatStaysIsTold() {
        host.answers.failOn("until rmdir", 1, "rmdir: failed: Device or resource busy");

        assertThatThrownBy(() -> ExitTrace.sweep(host, "0badcafe"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("L0 host: trace instances of lab 0badcafe could not be removed: "
                        + "rmdir: failed: Device or resource busy; remove them by `rmdir`");
    }

    /** In tracefs, unlike here, an instance goes by rmdir with all that the kernel shows in it. */
    private CommandResult sweep() {
        String script = TraceScripts.removeHere(TraceScripts.instances("0badcafe"));
        return new LocalShell("L0 host")
                .run(Command.shell("cd %s && rmdir() { rm -r -- \"$1\"; }%n%s"
                        .formatted(Command.quote(tracefs.toString()), script)));
    }

    private void instance(String name) throws IOException {
        Path event = Files.createDirectories(tracefs.resolve("instances/" + name + "/events/kvm/kvm_exit"));
        Files.writeString(event.resolve("trigger"), "hist:keys=exit_reason:size=2048 if common_pid == 812 [active]\n");
    }

    private Stream<String> instances() throws IOException {
        try (Stream<Path> all = Files.list(tracefs.resolve("instances"))) {
            return all.map(it -> it.getFileName().toString()).toList().stream();
        }
    }
}
