package org.nestlab.internal.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.FakeHost;

/**
 * A host before and after its reboot, on labs that are nothing, with the real workload, file and rule; a reboot is
 * another answer of the host.
 */
abstract class HostFixture {

    private static final String STATE = "nestlab.state.dir";
    static final String OLD = "6.1.0-40";
    static final String NEW = "6.12.1";

    @TempDir
    Path folder;

    final MeasuredLabs labs = new MeasuredLabs();

    @BeforeEach
    void keepInAFolder() {
        System.setProperty(STATE, folder.toString());
        boot(OLD, "");
    }

    @AfterEach
    void forgetTheFolder() {
        Stream.of(STATE, "nestlab.profile", "nestlab.history.age").forEach(System::clearProperty);
    }

    /** @param more lines of the host's facts */
    final void boot(String kernel, String more) {
        labs.change = (lab, guest) -> {
            guest.answers.on("uname -v", "kernel=6.1.0-57\n");
            if (guest.parent() instanceof FakeHost host) {
                host.answers.on("uname -v", "kernel=%s\ncpuinfo.model name=EPYC\n%s".formatted(kernel, more));
            }
        };
    }

    final int record(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("before", "--workload", "L1:sysbench-cpu-single,L2:sysbench-cpu-single"));
        arguments.addAll(List.of(more));
        return labs.execute(new HostRecordCommand(labs::measuring), arguments.toArray(String[]::new));
    }

    final int compare(String... arguments) {
        return labs.execute(new HostCompareCommand(labs::measuring), arguments);
    }

    final Path file() {
        return folder.resolve("host").resolve("before.json");
    }

    final void perSecond(int events) {
        labs.speed = lab -> events * labs.noise();
    }
}
