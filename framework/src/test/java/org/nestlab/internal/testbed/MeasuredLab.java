package org.nestlab.internal.testbed;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.nestlab.internal.engine.LibvirtLabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.spec.LabSpec;
import org.opentest4j.TestAbortedException;

/** A lab whose levels a class of tests measures; the class takes it down. */
abstract class MeasuredLab {

    static RunningLab lab;
    static Host l0;
    static Guest l1;
    static Guest l2;

    /**
     * As the extension does for a test class: what the emulation broke is no failure, and the next test gets a new lab.
     */
    @RegisterExtension
    static final TestExecutionExceptionHandler EMULATOR_FAULT = (context, failure) -> {
        Optional<String> fault = lab.emulatorFault();
        if (fault.isPresent()) {
            lab.close();
            bringUp();
            throw new TestAbortedException("cannot tell: " + fault.get(), failure);
        }
        throw failure;
    };

    @BeforeAll
    static void bringUp() {
        lab = new LibvirtLabEngine().bringUp(LabSpec.overhead(), Settings.fromSystemProperties());
        l0 = lab.host();
        l1 = lab.guests().get(0);
        l2 = l1.guests().get(0);
    }
}
