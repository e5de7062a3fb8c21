package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.nestlab.spec.LabSpec;

class LabClassOrdererTests {

    @Test
    void classesOfOneLabRunTogetherAndOtherwiseInTheirOrder() {
        assertThat(order(
                        Matrix.class,
                        Own.class,
                        Default1.class,
                        Other1.class,
                        Plain1.class,
                        Default2.class,
                        Other2.class,
                        RegisteredDefault.class,
                        Broken.class,
                        Plain2.class))
                .containsExactly(
                        "Plain1",
                        "Broken",
                        "Plain2",
                        "Default1",
                        "Default2",
                        "RegisteredDefault",
                        "Other1",
                        "Other2",
                        "Own",
                        "Matrix");
    }

    @Test
    void anOrderOnAClassBringsTheClassesOfItsLabForward() {
        assertThat(order(
                        Matrix.class, Plain1.class, Default1.class, Dirty.class, First.class, Other1.class, Last.class))
                .containsExactly("First", "Default1", "Dirty", "Plain1", "Other1", "Matrix", "Last");
    }

    private static List<String> order(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.testclass.order.default", "org.nestlab.LabClassOrderer")
                .selectors(Stream.of(classes).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new))
                .discover()
                .getEngineDescriptor()
                .getChildren()
                .stream()
                .map(child -> child.getDisplayName().replaceAll(".*\\$", "").replaceAll(".* ", ""))
                .toList();
    }

    abstract static class OneTest {
        @Test
        void test() {}
    }

    static class OtherLab implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.hypervisorOnly();
        }
    }

    static class BrokenLab implements LabDefinition {
        @Override
        public LabSpec spec() {
            return LabSpec.kvmInKvm().withName("");
        }
    }

    @LabSource("none")
    static class Matrix extends OneTest {}

    @Lab(scope = LabScope.CLASS)
    static class Own extends OneTest {}

    @Lab
    static class Default1 extends OneTest {}

    @Lab
    static class Default2 extends OneTest {}

    static class RegisteredDefault extends OneTest {
        @RegisterExtension
        static final LabExtension LAB = LabExtension.of(LabSpec.kvmInKvm());
    }

    @Lab
    @Order(1)
    static class First extends OneTest {}

    @Lab
    @DirtiesLab
    @Order(0)
    static class Dirty extends OneTest {}

    @Order(Integer.MAX_VALUE)
    static class Last extends OneTest {}

    @Lab(OtherLab.class)
    static class Other1 extends OneTest {}

    @Lab(OtherLab.class)
    static class Other2 extends OneTest {}

    @Lab(BrokenLab.class)
    static class Broken extends OneTest {}

    static class Plain1 extends OneTest {}

    static class Plain2 extends OneTest {}
}
