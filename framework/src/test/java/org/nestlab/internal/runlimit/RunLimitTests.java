package org.nestlab.internal.runlimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;

/** The tests here are what is interrupted. */
@Timeout(60)
class RunLimitTests {

    private static final LabSpec SPEC = LabSpec.hypervisorOnly().withName("a");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final FakeEngine engine = new FakeEngine();
    private final RunLimit limit = new RunLimit(lab -> !engine.log.contains("down " + lab.id()));

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    private Settings settings(String atMost) {
        Map<String, String> set = Map.of("nestlab.timeout.run", atMost, "nestlab.output.dir", folder.toString());
        return Settings.from(key -> Optional.ofNullable(set.get(key)));
    }

    private RunningLab bringUp(Settings settings) {
        return limit.bringUp(settings, () -> {
            RunningLab lab = engine.bringUp(SPEC, settings);
            limit.add(lab);
            return lab;
        });
    }

    private static void waitForSomethingElse() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(30, TimeUnit.SECONDS))
                .as("nothing ever comes")
                .isTrue();
    }

    private String sentence(String limit) {
        return "the run was ended: it has lasted for %s since its first lab, and nestlab.timeout.run allows no more; what every thread did and how every level was is in %s"
                .formatted(limit, folder.resolve("run-limit"));
    }

    @Test
    void theLabsAreAskedAndThenTakenDownAndWhatStillWaitsIsInterrupted() throws IOException {
        RunningLab lab = bringUp(settings("300ms"));

        assertThatThrownBy(RunLimitTests::waitForSomethingElse).isInstanceOf(InterruptedException.class);
        assertThat(engine.log)
                .containsExactly("up a#1", "diagnose a#1: " + sentence("300 ms"), "cut short a#1", "down a#1");
        assertThat(lab.cutShort()).contains(sentence("300 ms"));
        assertThat(folder.resolve("run-limit/lab-a#1.txt"))
                .content()
                .isEqualToIgnoringNewLines("==== console" + sentence("300 ms"));
        // Who waited, and in what: the innermost frames alone tell only of the wait.
        assertThat(Files.readString(folder.resolve("run-limit/threads.txt")))
                .contains("\"" + Thread.currentThread().getName() + "\" TIMED_WAITING on ")
                .contains("org.nestlab.internal.runlimit.RunLimitTests.waitForSomethingElse(RunLimitTests.java:")
                .contains("org.junit.jupiter.engine.execution.");
    }

    @Test
    void whatIsWrittenDownHoldsNoSecret() {
        new RunDump(folder).levels(engine.bringUp(SPEC, settings("off")), "the console says password=hunter2");

        assertThat(folder.resolve("lab-a#1.txt"))
                .content()
                .contains("(removed)")
                .doesNotContain("hunter2");
    }

    @Test
    void noLabIsBroughtUpAfterwards() {
        bringUp(settings("200ms"));
        assertThatThrownBy(RunLimitTests::waitForSomethingElse).isInstanceOf(InterruptedException.class);

        assertThatThrownBy(() -> bringUp(settings("off")))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(sentence("200 ms"));
        assertThat(engine.log).doesNotContain("up a#2");
    }

    @Test
    void aLabThatIsStillBeingBroughtUpIsGivenUp() {
        assertThatThrownBy(() -> limit.bringUp(settings("200ms"), () -> {
                    try {
                        waitForSomethingElse();
                        throw new AssertionError("never");
                    } catch (InterruptedException e) {
                        throw new ProvisioningException("L1 hypervisor: its boot was interrupted", e);
                    }
                }))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(sentence("200 ms") + System.lineSeparator() + "L1 hypervisor: its boot was interrupted");
    }

    @Test
    void aLabThatComesUpTooLateIsTakenDown() {
        assertThatThrownBy(() -> limit.bringUp(settings("200ms"), () -> {
                    assertThatThrownBy(RunLimitTests::waitForSomethingElse).isInstanceOf(InterruptedException.class);
                    return engine.bringUp(SPEC, settings("off"));
                }))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage(sentence("200 ms"));
        assertThat(engine.log).containsExactly("up a#1", "cut short a#1", "down a#1");
    }

    @Test
    void aRunThatIsDoneLeavesItsThreadsAlone() throws InterruptedException {
        bringUp(settings("200ms")).close();

        assertThat(new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(folder.resolve("run-limit")).doesNotExist();
        assertThat(limit.over()).isEmpty();
    }

    @Test
    void withoutALimitARunGoesOn() throws InterruptedException {
        bringUp(settings("off"));

        assertThat(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(engine.log).containsExactly("up a#1");
    }
}
