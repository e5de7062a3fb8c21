package org.nestlab.internal.junit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.lab.LabEngine;

/**
 * Puts the engine of a {@link TestRun} into the session of that run. Found by JUnit's autodetection, which only those
 * runs switch on, so that it comes before every other extension.
 */
public final class FakeEngineExtension implements BeforeAllCallback, TestInstancePreConstructCallback {

    static final String KEY = "fake.engine";
    static final Map<String, LabEngine> ENGINES = new ConcurrentHashMap<>();
    /** The machines that a bench of that run measures; a run that has none here measures its labs. */
    static final Map<String, StageFactory> STAGES = new ConcurrentHashMap<>();

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        beforeAll(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<String> id = context.getConfigurationParameter(KEY);
        id.ifPresent(key -> {
            Store store = context.getStore(StoreScope.LAUNCHER_SESSION, TestLab.NAMESPACE);
            store.put(LabEngine.class, ENGINES.get(key));
            StageFactory stages = STAGES.get(key);
            if (stages != null) {
                store.put(StageFactory.class, stages);
            }
        });
    }
}
