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
            return LabSpec.kvmInKvm().named("a");
        }
    }

    static final class B implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().named("b");
        }
    }

    static final class C implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().named("c");
        }
    }

    /** Two L2 guests, and an L3 guest in one of them. */
    static final class Wide implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.hypervisorOnly()
                    .named("wide")
                    .withL1(l1 -> l1.withGuest(GuestSpec.guest()
                                    .named("left")
                                    .withGuest(GuestSpec.guest().named("deep")))
                            .withGuest(GuestSpec.guest().named("right")));
        }
    }
}
