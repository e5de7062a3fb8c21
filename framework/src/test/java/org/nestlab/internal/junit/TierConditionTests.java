package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.nestlab.EnabledOnTier;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import org.nestlab.probe.VirtExtension;
import org.nestlab.spec.Tier;

class TierConditionTests {

    @Test
    void theSettingDecides() {
        EngineExecutionResults emulated = run(Map.of("nestlab.tier", "emulated"), OneMethod.class);

        assertThat(names(emulated, EventType.FINISHED)).containsExactly("anywhere()", "emulated()", "either()");
        assertThat(skipped(emulated))
                .containsExactly("runs on the tier kvm, and nestlab.tier is emulated: judges by the clock");

        EngineExecutionResults kvm = run(Map.of("nestlab.tier", "kvm"), OneMethod.class);

        assertThat(names(kvm, EventType.FINISHED)).containsExactly("anywhere()", "kvm()", "either()");
        assertThat(skipped(kvm)).containsExactly("runs on the tier emulated, and nestlab.tier is kvm");
    }

    @Test
    void theCpuOfTheHostDecidesWhereTheSettingLeavesItOpen() {
        boolean hardware;
        try (OpenHost here = new Sites().openHost("qemu:///system")) {
            hardware = VirtExtension.of(here.host()).present();
        }

        EngineExecutionResults results = run(Map.of("nestlab.tier", "auto"), OneMethod.class);

        assertThat(names(results, EventType.FINISHED))
                .containsExactly("anywhere()", hardware ? "kvm()" : "emulated()", "either()");
    }

    @Test
    void aHostThatCannotBeAskedSkipsNothing() {
        EngineExecutionResults results =
                run(Map.of("nestlab.tier", "auto", "nestlab.connect", "xen:///"), OneMethod.class);

        assertThat(names(results, EventType.FINISHED)).hasSize(4);
    }

    @Test
    void aClassIsSkippedAsAWhole() {
        EngineExecutionResults results = run(Map.of("nestlab.tier", "emulated"), WholeClass.class);

        assertThat(results.testEvents().list()).isEmpty();
        assertThat(results.containerEvents().skipped().count()).isEqualTo(1);
    }

    @Test
    void namingNoTierIsAMistake() {
        EngineExecutionResults results = run(Map.of("nestlab.tier", "emulated"), NoTier.class);

        results.testEvents().assertStatistics(counts -> counts.failed(1));
        assertThat(results.testEvents().failed().list().get(0).getPayload())
                .get()
                .extracting(Object::toString)
                .asString()
                .contains("@EnabledOnTier of test() names no tier; expected kvm or emulated");
    }

    private static EngineExecutionResults run(Map<String, String> settings, Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(sample))
                .configurationParameters(settings)
                .execute();
    }

    private static List<String> names(EngineExecutionResults results, EventType type) {
        return results.testEvents()
                .filter(event -> event.getType() == type)
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static List<String> skipped(EngineExecutionResults results) {
        return results.testEvents()
                .skipped()
                .map(Event::getPayload)
                .map(reason -> reason.map(Object::toString).orElse(""))
                .toList();
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneMethod {

        @Test
        @Order(1)
        void anywhere() {}

        @Test
        @Order(2)
        @EnabledOnTier(value = Tier.KVM, because = "judges by the clock")
        void kvm() {}

        @Test
        @Order(3)
        @EnabledOnTier(Tier.EMULATED)
        void emulated() {}

        @Test
        @Order(4)
        @EnabledOnTier({Tier.KVM, Tier.EMULATED})
        void either() {}
    }

    @EnabledOnTier(Tier.KVM)
    static class WholeClass {

        @Test
        void test() {}
    }

    static class NoTier {

        @Test
        @EnabledOnTier({})
        void test() {}
    }
}
