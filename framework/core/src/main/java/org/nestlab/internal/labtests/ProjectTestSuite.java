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
     * Runs them to their end, or to the end of their time.
     *
     * @param side whose stack it is, for example {@code baseline}
     * @param progress is told of each test that did not pass, as it ends
     * @throws org.nestlab.LabConfigurationException if there are none to run
     * @throws org.nestlab.ProvisioningException if they cannot be run, or the thread is interrupted
     */
    Run run(String side, Stack stack, Consumer<String> progress);

    /**
     * What came of them.
     *
     * @param status the exit status of what ran them; empty where it was ended at its limit
     * @param limit how long they had
     * @param output where all that was printed is
     * @param tail its last lines
     */
    record Run(TestLog log, OptionalInt status, Duration limit, Duration took, Path output, List<String> tail) {
        public Run {
            tail = List.copyOf(tail);
        }
    }
}
