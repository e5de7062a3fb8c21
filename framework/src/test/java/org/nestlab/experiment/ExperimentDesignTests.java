package org.nestlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.GatePolicy;

class ExperimentDesignTests {

    private static final ExperimentDesign USUAL = ExperimentDesign.of(
            new UUID(1, 2), Instant.parse("2026-01-01T00:00:00Z"), Tier.KVM, LevelPair.parse("L2/L1"));

    private static final GatePolicy POLICY = GatePolicy.DEFAULT.withMaxPairs(99);
    private static final Fingerprint MACHINE = new Fingerprint(Map.of("L1.kernel", "6.1"), Map.of());

    /** What one method changes, how it is read, and what it is then. */
    record Property(
            String name,
            UnaryOperator<ExperimentDesign> change,
            Function<ExperimentDesign, Object> accessor,
            Object changed) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Property> PROPERTIES = List.of(
            new Property("id", it -> it.withId(new UUID(3, 4)), ExperimentDesign::id, new UUID(3, 4)),
            new Property("run", it -> it.withRun("r"), ExperimentDesign::run, "r"),
            new Property("test", it -> it.withTest("t"), ExperimentDesign::test, "t"),
            new Property("lab", it -> it.withLab("l"), ExperimentDesign::lab, "l"),
            new Property("tier", it -> it.withTier(Tier.EMULATED), ExperimentDesign::tier, Tier.EMULATED),
            new Property(
                    "levels",
                    it -> it.withLevels(LevelPair.parse("L1/L0")),
                    ExperimentDesign::levels,
                    LevelPair.parse("L1/L0")),
            new Property("subject", it -> it.withSubject("s"), ExperimentDesign::subject, "s"),
            new Property("reference", it -> it.withReference("f"), ExperimentDesign::reference, "f"),
            new Property("started", it -> it.withStarted(Instant.MAX), ExperimentDesign::started, Instant.MAX),
            new Property("seed", it -> it.withSeed(7), ExperimentDesign::seed, 7L),
            new Property("profile", it -> it.withProfile("p"), ExperimentDesign::profile, "p"),
            new Property("setup", it -> it.withSetup(Map.of("k", "v")), ExperimentDesign::setup, Map.of("k", "v")),
            new Property("withItself", it -> it.withItself(true), ExperimentDesign::withItself, true),
            new Property("policy", it -> it.withPolicy(POLICY), ExperimentDesign::policy, POLICY),
            new Property("strict", it -> it.withStrict(true), ExperimentDesign::strict, true),
            new Property("fingerprint", it -> it.withFingerprint(MACHINE), ExperimentDesign::fingerprint, MACHINE));

    @ParameterizedTest
    @FieldSource("PROPERTIES")
    void aChangeIsOfOnePropertyAlone(Property property) {
        ExperimentDesign changed = property.change().apply(USUAL);

        assertThat(property.accessor().apply(changed)).isEqualTo(property.changed());
        for (Property other : PROPERTIES) {
            if (!other.name().equals(property.name())) {
                assertThat(other.accessor().apply(changed))
                        .as(other.name())
                        .isEqualTo(other.accessor().apply(USUAL));
            }
        }
        assertThat(changed).isNotEqualTo(USUAL);
        assertThat(changed)
                .isEqualTo(property.change().apply(USUAL))
                .hasSameHashCodeAs(property.change().apply(USUAL));
        assertThat(property.accessor().apply(USUAL)).isNotEqualTo(property.changed());
    }

    @Test
    void whatIsNotNamedIsAsUsual() {
        assertThat(USUAL)
                .hasToString("ExperimentDesign[id=00000000-0000-0001-0000-000000000002, run=, test=, lab=, tier=kvm,"
                        + " levels=L2/L1, subject=L2, reference=L1, started=2026-01-01T00:00:00Z, seed=0, profile=,"
                        + " setup={}, withItself=false, policy=" + GatePolicy.DEFAULT + ", strict=false, fingerprint="
                        + Fingerprint.UNKNOWN + "]");
    }

    @Test
    void aSetupThatChangesLaterChangesNoDesign() {
        Map<String, String> setup = new HashMap<>(Map.of("vcpus", "2"));
        ExperimentDesign design = USUAL.withSetup(setup);

        setup.put("vcpus", "3");

        assertThat(design.setup()).isEqualTo(Map.of("vcpus", "2"));
        assertThatThrownBy(() -> design.setup().put("vcpus", "4")).isInstanceOf(UnsupportedOperationException.class);
    }
}
