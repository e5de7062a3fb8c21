package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.UpgradeGate;
import org.nestlab.fake.FakeEngine;
import org.nestlab.machine.Guest;
import org.nestlab.upgrade.UpgradeReport;

class UpgradeGatesTests {

    @TempDir
    Path folder;

    private final FakeEngine engine = new FakeEngine();

    static class Asking {
        @Test
        @UpgradeGate(candidate = "L1.cmdline=debug")
        void isTheNewCommandLineGood(UpgradeReport report) {
            report.orThrow();
        }
    }

    static class AskingForNothing {
        @Test
        @UpgradeGate
        void isWhateverIsAskedForGood(UpgradeReport report) {
            report.orThrow();
        }
    }

    static class AskingWrongly {
        @Test
        @UpgradeGate(candidate = "kernel=image")
        void neverRuns(UpgradeReport report) {
            report.orThrow();
        }
    }

    @Lab
    static class Before {
        @Test
        void usesALab(@L1 Guest l1) {
            l1.run("first");
        }
    }

    private TestRun run(Map<String, String> settings, Class<?>... classes) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("nestlab.state.dir", folder.resolve("state").toString());
        all.put("nestlab.output.dir", folder.resolve("output").toString());
        all.put("nestlab.progress", "off");
        return TestRun.of(engine, all, classes);
    }

    @Test
    void aStackThatDoesNotBootFailsTheTestAndIsWrittenDown() {
        engine.failing("kvm-in-kvm baseline", new ProvisioningException("L1 hypervisor: kernel panic"));
        TestRun run = run(Map.of(), Asking.class);

        assertThat(run.failures()).singleElement().satisfies(failure -> {
            assertThat(failure).isInstanceOf(AssertionError.class);
            assertThat(failure.getMessage())
                    .startsWith("baseline   the lab as it is\ncandidate  L1.cmdline=debug\n")
                    .contains("\ndoes not work: the baseline failed the check 'the lab boots, L1 to L2' (");
        });
        assertThat(folder.resolve("output/gate-Asking.isTheNewCommandLineGood.json"))
                .content()
                .contains("\"exitStatus\" : 3");
    }

    @Test
    void withoutACandidateTheTestIsAborted() {
        TestRun run = run(Map.of(), AskingForNothing.class);
        assertThat(run.results().testEvents().aborted().count()).isOne();
        assertThat(run.log()).isEmpty();
    }

    @Test
    void theSettingsGoBeforeTheAnnotation() {
        engine.failing("kvm-in-kvm baseline", new ProvisioningException("no boot"));
        Map<String, String> settings =
                Map.of("nestlab.candidate", "L2.cmdline=quiet", "nestlab.baseline", "L1.kernel=image");
        assertThat(run(settings, AskingForNothing.class).messages())
                .singleElement()
                .asString()
                .startsWith("baseline   L1.kernel=image\ncandidate  L2.cmdline=quiet\n");
    }

    @Test
    void aStackThatIsNoneIsTheAuthorsTurn() {
        assertThat(run(Map.of(), AskingWrongly.class).failures())
                .singleElement()
                .isInstanceOf(LabConfigurationException.class);
    }

    @Test
    void labsThatNobodyUsesGoFirst() {
        engine.failing("kvm-in-kvm baseline", new ProvisioningException("no boot"));
        assertThat(run(Map.of(), Before.class, Asking.class).log())
                .containsSubsequence("up kvm-in-kvm#1", "down kvm-in-kvm#1", "failed kvm-in-kvm baseline");
    }
}
