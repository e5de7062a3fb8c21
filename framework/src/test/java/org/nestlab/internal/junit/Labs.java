package org.nestlab.internal.junit;

import org.nestlab.LabDefinition;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/** Labs that the test classes ask for. */
final class Labs {

    private Labs() {}

    static final class A implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withName("a");
        }
    }

    static final class B implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withName("b");
        }
    }

    static final class C implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withName("c");
        }
    }

    /** Two L2 guests, and an L3 guest in one of them. */
    static final class Wide implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.hypervisorOnly()
                    .withName("wide")
                    .withL1(l1 -> l1.addGuest(GuestSpec.guest()
                                    .withName("left")
                                    .addGuest(GuestSpec.guest().withName("deep")))
                            .addGuest(GuestSpec.guest().withName("right")));
        }
    }
}
