package org.nestlab.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class SelftestLimitTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path settings = folder;

    @BeforeEach
    void install() {
        settings = folder.resolve("kvm/settings");
        SuiteFolder.write(folder, "run_kselftest.sh", "#!/bin/sh\n");
        SuiteFolder.write(folder, "kselftest-list.txt", "kvm:state_test\n");
        SuiteFolder.write(folder, "kvm/settings", "timeout=120\n# in seconds\n");
    }

    /** The suite itself ends a test at its limit, so that waiting longer for it gives it no time. */
    @Test
    void aCopyOfTheSuiteGivesEachTestTheTimeThatIsWanted() {
        KernelSelftests suite = KernelSelftests.in(folder).withTimeout(Duration.ofMinutes(4));

        setUp(suite);

        assertThat(settings).hasContent("# in seconds\ntimeout=240\n");
        assertThat(suite.command("state_test").timeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void noTestGetsLessTimeThanTheSuiteGivesIt() {
        KernelSelftests suite = KernelSelftests.in(folder).withTimeout(Duration.ofSeconds(30));

        setUp(suite);

        assertThat(settings).hasContent("timeout=120\n# in seconds\n");
        assertThat(suite.command("state_test").timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(KernelSelftests.in(folder).command("state_test").timeout()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aCollectionWithoutSettingsHasTheLimitOfAllOthers() {
        KernelSelftests suite = KernelSelftests.in(folder).ofCollection("cgroup");
        SuiteFolder.write(folder, "cgroup/test_core", "#!/bin/sh\n");

        assertThat(suite.command("test_core").timeout()).isEqualTo(Duration.ofSeconds(105));

        setUp(suite.withTimeout(Duration.ofMinutes(2)));

        assertThat(folder.resolve("cgroup/settings")).hasContent("timeout=120\n");
    }

    @Test
    void aTestThatMayRunAsLongAsItLikesIsEndedAllTheSame() {
        SuiteFolder.write(folder, "kvm/settings", "timeout=0\n");
        KernelSelftests suite = KernelSelftests.in(folder).withTimeout(Duration.ofMinutes(4));

        setUp(suite);

        assertThat(settings).hasContent("timeout=0\n");
        assertThat(suite.command("state_test").timeout()).isEqualTo(Duration.ofMinutes(31));
    }

    private void setUp(KernelSelftests suite) {
        new LocalShell("L0 host")
                .run(Command.shell("cd %s && %s"
                        .formatted(
                                Command.quote(folder.toString()), suite.setUp().line())))
                .orThrow();
    }
}
