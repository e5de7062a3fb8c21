package org.nestlab.internal.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.nestlab.fake.FakeEngine;
import org.nestlab.internal.experiment.StageFactory;

/** A test run inside a test: the classes, in the given order, on a {@link FakeEngine}. */
final class TestRun {

    private final FakeEngine engine;
    private final EngineExecutionResults results;

    private TestRun(FakeEngine engine, EngineExecutionResults results) {
        this.engine = engine;
        this.results = results;
    }

    static TestRun of(Class<?>... classes) {
        return of(new FakeEngine(), Map.of(), classes);
    }

    static TestRun of(FakeEngine engine, Map<String, String> parameters, Class<?>... classes) {
        return of(engine, null, parameters, classes);
    }

    /** @param stages what a bench measures; null for the machines of the lab */
    static TestRun of(
            FakeEngine engine, @Nullable StageFactory stages, Map<String, String> parameters, Class<?>... classes) {
        String id = UUID.randomUUID().toString();
        FakeEngineExtension.ENGINES.put(id, engine);
        if (stages != null) {
            FakeEngineExtension.STAGES.put(id, stages);
        }
        Map<String, String> all = new HashMap<>(parameters);
        all.put(FakeEngineExtension.KEY, id);
        all.put("junit.jupiter.extensions.autodetection.enabled", "true");
        try {
            return new TestRun(
                    engine,
                    EngineTestKit.engine("junit-jupiter")
                            .configurationParameters(all)
                            .selectors(Arrays.stream(classes)
                                    .map(type -> selectClass(type))
                                    .toArray(org.junit.platform.engine.DiscoverySelector[]::new))
                            .execute());
        } finally {
            FakeEngineExtension.ENGINES.remove(id);
            FakeEngineExtension.STAGES.remove(id);
        }
    }

    /** What happened to labs, and the commands of the tests, in order. */
    List<String> log() {
        return engine.log;
    }

    FakeEngine engine() {
        return engine;
    }

    EngineExecutionResults results() {
        return results;
    }

    /** The failures of tests and classes, in order. */
    List<Throwable> failures() {
        List<Throwable> failures = new ArrayList<>();
        for (Event event : results.allEvents().failed().list()) {
            event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                    .getThrowable()
                    .ifPresent(failures::add);
        }
        return failures;
    }

    /** What tests were aborted by, in order. */
    List<Throwable> aborts() {
        List<Throwable> aborts = new ArrayList<>();
        for (Event event : results.testEvents().aborted().list()) {
            event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                    .getThrowable()
                    .ifPresent(aborts::add);
        }
        return aborts;
    }

    /** The failures' messages, in order. */
    List<String> messages() {
        return failures().stream().map(Throwable::getMessage).toList();
    }

    long passed() {
        return results.testEvents().succeeded().count();
    }
}
