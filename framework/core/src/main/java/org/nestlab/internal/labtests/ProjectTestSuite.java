package org.nestlab.internal.labtests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.nestlab.stack.Stack;

/** Tests that can be run with every lab of theirs on a stack. */
public interface ProjectTestSuite {

    /**
     * Runs the tests until they end or their time is over.
     *
     * @param side whose stack it is, for example {@code baseline}
     * @param progress receives a line for each test that did not pass, when it ends
     * @throws org.nestlab.LabConfigurationException if there are no tests to run
     * @throws org.nestlab.ProvisioningException if they cannot be run, or the thread is interrupted
     */
    Run run(String side, Stack stack, Consumer<String> progress);

    /**
     * The result of a run.
     *
     * @param status the exit status of the program that ran the tests; empty if it was ended at the limit
     * @param limit the time that the tests had
     * @param output the file with everything that was printed
     * @param tail its last lines
     */
    record Run(TestLog log, OptionalInt status, Duration limit, Duration took, Path output, List<String> tail) {
        public Run {
            tail = List.copyOf(tail);
        }
    }
}
