package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.experiment.InvalidExperimentError;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.machine.Guest;
import org.nestlab.spi.LabEvent;

class FailedVerdictsTests {

    @BeforeEach
    void forget() {
        EvidenceCollector.TOLD.clear();
    }

    @Test
    void theLabIsExaminedOnceForTheVerdictsOfAnExperiment() {
        TestRun run = TestRun.of(Measuring.class);

        assertThat(run.messages())
                .containsExactly("the first is exceeded", "the second is invalid", "no verdict", "another experiment");
        assertThat(run.log())
                .containsExactly(
                        "up a#1",
                        "diagnose a#1: the first is exceeded",
                        "diagnose a#1: no verdict",
                        "diagnose a#1: another experiment",
                        "down a#1");
        assertThat(EvidenceCollector.TOLD)
                .as("each of them says what the lab was found to be")
                .extracting(LabEvent.Evidence::content)
                .containsExactly("the first is exceeded", "the first is exceeded", "no verdict", "another experiment");
    }

    @Lab(Labs.A.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Measuring {

        @TestFactory
        Stream<DynamicTest> aFactory(@L1 Guest l1) {
            return Stream.of(
                    dynamicTest("first", () -> {
                        throw new ThresholdExceededError("the first is exceeded");
                    }),
                    dynamicTest("second", () -> {
                        throw new InvalidExperimentError("the second is invalid");
                    }),
                    dynamicTest("third", () -> fail("no verdict")));
        }

        @Test
        void bAnother(@L1 Guest l1) {
            throw new ThresholdExceededError("another experiment");
        }
    }
}
