package org.nestlab.performance;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nestlab.Explain;
import org.nestlab.Lab;
import org.nestlab.explain.Explanation;

/** What L2 exits for. */
@Tag("full")
@Lab(OverheadLab.class)
class ExitReasonTests {

    @Test
    void whyARandomReadIsSlow(@Explain("L2:fio-randread-4k") Explanation explanation) {
        assertThat(explanation).countsEveryExit().hasExitsPerOperationAtMost("HLT", 2);
    }
}
