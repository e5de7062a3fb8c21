package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.nestlab.exact.ExactMachine;
import org.nestlab.exact.MachineDefinition;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;

/** Which machine a parameter asks for; nothing is booted. */
class ExactMachinesTests {

    private static final List<String> SPECS = new CopyOnWriteArrayList<>();

    /** Asks for the spec of the first parameter of each test. */
    static class Asking implements BeforeEachCallback, ParameterResolver {
        @Override
        public void beforeEach(ExtensionContext context) {
            SPECS.add(ExactMachineResolver.spec(context.getRequiredTestMethod().getParameters()[0], context)
                    .toString());
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return true;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return "";
        }
    }

    static class Max implements MachineDefinition {
        @Override
        public MachineSpec spec(Vendor vendor) {
            return MachineSpec.of(vendor).withCpuModel("max");
        }
    }

    // Its parameters are no machines, so that the extension of the annotation leaves them alone.
    @ExtendWith(Asking.class)
    @ExactMachine(Vendor.AMD)
    static class Wanting {
        @Test
        void theClasss(String machine) {}

        @Test
        @ExactMachine(value = Vendor.INTEL, stack = "L1.kernel=deb:/k.deb,L1.kvm_intel.ept=0", seed = 7)
        void theMethods(String machine) {}

        @Test
        @ExactMachine(Vendor.INTEL)
        void theParameters(@ExactMachine(value = Vendor.AMD, spec = Max.class) String machine) {}

        @Nested
        class Inner {
            @Test
            void thatOfTheClassAround(String machine) {}
        }
    }

    @ExtendWith(Asking.class)
    static class SayingNothing {
        @Test
        void whichMachine(String machine) {}
    }

    @BeforeEach
    void nothingIsAsked() {
        SPECS.clear();
    }

    @Test
    void theNearestAnnotationCounts() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Wanting.class))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.succeeded(4));

        String usual = "kernel package:linux-image-cloud-amd64/bookworm";
        assertThat(SPECS)
                .containsExactlyInAnyOrder(
                        "amd, %s, seed 1".formatted(usual),
                        "intel, kernel deb:/k.deb kvm_intel.ept=0, seed 7",
                        "amd, %s, CPU max, seed 1".formatted(usual),
                        "amd, %s, seed 1".formatted(usual));
    }

    @Test
    void aParameterThatSaysNothingIsToldHow() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(SayingNothing.class))
                .execute()
                .testEvents()
                .failed()
                .assertThatEvents()
                .anyMatch(event ->
                        event.toString().contains("expected @ExactMachine on the parameter, the method or the class"));
    }
}
