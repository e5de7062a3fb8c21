package org.nestlab.tests;

import org.nestlab.UndefinedCaseException;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.VirtExtension;

/** What the kernel's documentation leaves undefined is not tested where it would be the kernel's doing. */
final class Undefined {

    private Undefined() {}

    /** @param what for example {@code saving L1} */
    static void skipOnAmd(String what, Host host, Guest l1) {
        if (VirtExtension.of(host).kind().filter(VirtExtension.Kind.SVM::equals).isPresent()
                && Acceleration.fromInside(l1).kind() == Acceleration.Kind.KVM) {
            throw new UndefinedCaseException(
                    "%s while L2 runs in it is undefined on AMD's hardware, by the kernel's \"Running nested guests with KVM\""
                            .formatted(what));
        }
    }
}
