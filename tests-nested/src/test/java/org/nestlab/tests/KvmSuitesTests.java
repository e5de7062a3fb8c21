package org.nestlab.tests;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;
import org.nestlab.suite.Suites;

/** The suites of KVM's own developers on the KVM of L1, as far as they are configured: they are in no package. */
@Tag("full")
@Lab(KvmSuitesLab.class)
class KvmSuitesTests {

    @TestFactory
    Stream<DynamicTest> kvmUnitTests(@L1 Guest l1, Suites suites) {
        return suites.kvmUnitTests().on(l1);
    }

    @TestFactory
    Stream<DynamicTest> selftests(@L1 Guest l1, Suites suites) {
        return suites.selftests().on(l1);
    }
}
