package org.nestlab.internal.labtests;

import java.util.List;
import org.nestlab.upgrade.FunctionalCheck;

/** Tests as checks of a stack. */
public final class TestChecks {

    private TestChecks() {}

    /** A test that was run, or kept from being run. */
    public static FunctionalCheck of(TestLog.Ended test) {
        return FunctionalCheck.of("test " + test.name(), test.state(), test.detail());
    }

    /** All of a run, in its order. */
    public static List<FunctionalCheck> of(TestLog log) {
        return log.ended().stream().map(TestChecks::of).toList();
    }
}
