package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabDefinition;
import org.nestlab.LabExtension;
import org.nestlab.OnLevel;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.spec.LabSpec;

/** What cannot be injected is refused before any lab is brought up. */
class InjectionRefusalTests {

    private static final String NAME = InjectionRefusalTests.class.getName();

    @Test
    void whatTheLabCannotHaveIsRefusedBeforeAnythingIsBroughtUp() {
        assertRefused(
                TooDeep.class, "lab 'kvm-in-kvm' has levels L0 to L2, expected L3 for parameter 'l3' of TooDeep.test");
        assertRefused(
                Ambiguous.class,
                "lab 'wide' has 2 guests at L2, 'left', 'right', and parameter 'l2' of Ambiguous.test names none; expected a name in @L2");
        assertRefused(
                NoSuchName.class,
                "lab 'wide' has no guest 'middle' at L2, required for parameter 'l2' of NoSuchName.test: its guests there are 'left', 'right'");
        assertRefused(
                WrongType.class,
                "parameter 'l1' of WrongType.test is annotated @L1(\"hypervisor\") and has the type String; expected Guest");
        assertRefused(
                GuestOnHost.class,
                "parameter 'host' of GuestOnHost.test is annotated @OnLevel(0) and has the type Guest; expected Host");
        assertRefused(
                BelowZero.class, "parameter 'l1' of BelowZero.test asks for level -1; expected 0 (the host) or more");
        assertRefused(
                Unannotated.class,
                "parameter 'guest' of Unannotated.test is a Guest and does not say which; expected @L1, @L2 or @OnLevel");
        assertRefused(
                TwoLevels.class, "parameter 'guest' of TwoLevels.test asks for @L1 and @L2; expected one of them");
        assertRefused(
                NoLab.class,
                "parameter 'l1' of NoLab.test asks for a machine, and class %s$NoLab asks for no lab; expected @Lab on the class or on one around it"
                        .formatted(NAME));
    }

    @Test
    void fieldsThatCannotBeFilledAreRefusedOnceForTheClass() {
        assertRefused(
                StaticField.class,
                "field StaticField.l1 is static; expected an instance field, or a parameter of @BeforeAll, since the lab may be replaced between tests");
        assertRefused(FinalField.class, "field FinalField.l1 is final; expected a field that can be injected");
        assertRefused(WrongField.class, "field WrongField.l2 is annotated @L2 and has the type Host; expected Guest");
        assertRefused(
                InstanceExtension.class,
                "field %s$InstanceExtension.lab is an instance field; expected static, since a lab belongs to the class"
                        .formatted(NAME));
        assertRefused(
                TwoLabs.class,
                "class %s$TwoLabs asks for 2 labs, by @Lab and LabExtension.of; expected one".formatted(NAME));
    }

    @Test
    void aDefinitionThatFailsIsNamed() {
        assertRefused(
                OfNamedDefinition.class,
                "lab definition %s$Named cannot be made; expected a class, not an inner one, with a constructor without parameters"
                        .formatted(NAME));
        assertRefused(
                OfThrowingDefinition.class,
                "lab definition %s$Throwing failed: java.lang.IllegalStateException: not today".formatted(NAME));
    }

    @Test
    void whatADefinitionSaysAboutTheHostStaysThat() {
        TestRun run = TestRun.of(OfDemandingDefinition.class);

        assertThat(run.failures()).singleElement().isInstanceOf(HostNotCapableException.class);
        assertThat(run.messages()).containsExactly("no KVM here");
    }

    private static void assertRefused(Class<?> testClass, String message) {
        TestRun run = TestRun.of(testClass);
        assertThat(run.log()).isEmpty();
        assertThat(run.messages()).containsExactly(message);
        assertThat(run.failures()).singleElement().isInstanceOf(LabConfigurationException.class);
    }

    @Lab
    static class TooDeep {
        @Test
        void test(@OnLevel(3) Guest l3) {
            l3.run("test");
        }
    }

    @Lab(Labs.Wide.class)
    static class Ambiguous {
        @Test
        void test(@L2 Guest l2) {
            l2.run("test");
        }
    }

    @Lab(Labs.Wide.class)
    static class NoSuchName {
        @Test
        void test(@L2("middle") Guest l2) {
            l2.run("test");
        }
    }

    @Lab
    static class WrongType {
        @Test
        void test(@L1("hypervisor") String l1) {}
    }

    @Lab
    static class GuestOnHost {
        @Test
        void test(@OnLevel(0) Guest host) {}
    }

    @Lab
    static class BelowZero {
        @Test
        void test(@OnLevel(-1) Guest l1) {}
    }

    @Lab
    static class Unannotated {
        @Test
        void test(Guest guest) {}
    }

    @Lab
    static class TwoLevels {
        @Test
        void test(@L1 @L2 Guest guest) {}
    }

    @org.junit.jupiter.api.extension.ExtendWith(LabExtension.class)
    static class NoLab {
        @Test
        void test(@L1 Guest l1) {}
    }

    @Lab
    static class StaticField {
        @L1
        static Guest l1;

        @Test
        void test() {}
    }

    @Lab
    static class FinalField {
        @L1
        final Guest l1;

        FinalField(@L1 Guest l1) {
            this.l1 = l1;
        }

        @Test
        void test() {}
    }

    @Lab
    static class WrongField {
        @L2
        Host l2;

        @Test
        void test() {}
    }

    static class InstanceExtension {
        @RegisterExtension
        final LabExtension lab = LabExtension.of(LabSpec.kvmInKvm());

        @Test
        void test(@L1 Guest l1) {}
    }

    @Lab
    static class TwoLabs {
        @RegisterExtension
        static final LabExtension LAB = LabExtension.of(LabSpec.kvmInKvm());

        @Test
        void test(@L1 Guest l1) {}
    }

    /** Cannot be made without knowing a name. */
    record Named(String name) implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withName(name);
        }
    }

    static class Throwing implements LabDefinition {
        @Override
        public LabSpec spec() {
            throw new IllegalStateException("not today");
        }
    }

    static class Demanding implements LabDefinition {
        @Override
        public LabSpec spec() {
            throw new HostNotCapableException("no KVM here");
        }
    }

    @Lab(Named.class)
    static class OfNamedDefinition {
        @Test
        void test(@L1 Guest l1) {}
    }

    @Lab(Throwing.class)
    static class OfThrowingDefinition {
        @Test
        void test(@L1 Guest l1) {}
    }

    @Lab(Demanding.class)
    static class OfDemandingDefinition {
        @Test
        void test(@L1 Guest l1) {}
    }
}
