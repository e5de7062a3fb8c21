package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.nestlab.EmulatorFaultException;
import org.nestlab.fake.FakeEngine;

/** What a run says at its end of the tests that nobody's fault aborted. */
@ResourceLock(Resources.SYSTEM_ERR)
class RunAgainTests {

    private static String lastLines(FakeEngine engine, Class<?>... classes) {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            TestRun.of(engine, Map.of(), classes);
        } finally {
            System.setErr(before);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theTestsAreNamedAsMavenTakesThem() {
        FakeEngine engine =
                new FakeEngine().failing("b", new EmulatorFaultException("its CPU", new IllegalStateException()));

        assertThat(lastLines(engine, LabReplacementTests.Broken.class, LabStartFailureTests.SecondOfB.class))
                .contains(
                        "[nestlab] 2 labs were started once each",
                        "[nestlab] aborted, as the emulation broke a guest; to run them again: "
                                + "-Dit.test='org.nestlab.internal.junit.LabReplacementTests$Broken#test1,"
                                + "org.nestlab.internal.junit.LabStartFailureTests$SecondOfB#second', or -Dtest=… with Surefire");
    }

    @Test
    void whereNoneWasAbortedNoneIsNamed() {
        assertThat(lastLines(new FakeEngine(), LabReplacementTests.Dying.class)).doesNotContain("run them again");
    }
}
