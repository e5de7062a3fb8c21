package org.nestlab.internal.history.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentDesign;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.LevelPair;
import org.nestlab.spec.Tier;
import org.nestlab.verdict.GatePolicy;

/** An experiment as it is written down: design and outcome side by side, in the order of their first version. */
record StoredExperiment(
        UUID id,
        String run,
        String test,
        String lab,
        Tier tier,
        LevelPair levels,
        String subject,
        String reference,
        Instant started,
        Duration took,
        long seed,
        String profile,
        Map<String, String> setup,
        GatePolicy policy,
        boolean strict,
        Fingerprint fingerprint,
        List<StoredComparison> comparisons,
        List<String> notes) {

    StoredExperiment {
        setup = Map.copyOf(setup);
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    static StoredExperiment of(Experiment experiment) {
        ExperimentDesign design = experiment.design();
        return new StoredExperiment(
                design.id(),
                design.run(),
                design.test(),
                design.lab(),
                design.tier(),
                design.levels(),
                design.subject(),
                design.reference(),
                design.started(),
                experiment.took(),
                design.seed(),
                design.profile(),
                StoredSetup.of(design),
                design.policy(),
                design.strict(),
                design.fingerprint(),
                experiment.comparisons().stream().map(StoredComparison::of).toList(),
                experiment.notes());
    }

    Experiment toExperiment() {
        return ExperimentDesign.of(id, started, tier, levels)
                .withRun(run)
                .withTest(test)
                .withLab(lab)
                .withSubject(subject)
                .withReference(reference)
                .withSeed(seed)
                .withProfile(profile)
                .withSetup(StoredSetup.withoutItself(setup))
                .withItself(StoredSetup.isWithItself(setup))
                .withPolicy(policy)
                .withStrict(strict)
                .withFingerprint(fingerprint)
                .ended(
                        took,
                        comparisons.stream().map(StoredComparison::toComparison).toList(),
                        notes);
    }
}
