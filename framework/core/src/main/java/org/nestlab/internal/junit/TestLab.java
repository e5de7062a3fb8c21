package org.nestlab.internal.junit;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.DirtiesLab;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabReuse;
import org.nestlab.LabScope;
import org.nestlab.RestoreLab;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.pool.LabKey;
import org.nestlab.internal.pool.LabLease;
import org.nestlab.internal.pool.LabPool;
import org.nestlab.internal.pool.PoolTimeouts;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/**
 * The lab of a running test or test class. All state is in JUnit's stores: the pool in the session's, the claim in that
 * of the class, or of the matrix cell, that asks for the lab.
 *
 * @param context the test's or the class's
 * @param declaration what asks for the lab
 * @param home the context with which the claim ends
 */
public record TestLab(ExtensionContext context, LabDeclaration declaration, ExtensionContext home) {

    /** Where Nestlab keeps its state; public so that a test may put a {@link LabEngine} of its own in there. */
    public static final Namespace NAMESPACE = Namespace.create("org.nestlab");

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
    /** Where the pool is, in the store of the session. */
    static final String POOL = "pool";

    private static final String LEASE = "lease";
    private static final String RESTORED = "restored for ";
    private static final String TOLD = "told of its lab: ";
    private static final String USE = "use of ";
    private static final String CELL = "cell of ";
    private static final String PLACE = "place in the matrix of ";

    /** The lab that a test or a class uses; empty if neither its class nor one around it asks for one. */
    static Optional<TestLab> of(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        return LabDeclaration.find(testClass, context.getEnclosingTestClasses())
                .map(declaration -> new TestLab(context, declaration, home(context, declaration.owner())));
    }

    /**
     * The claim of a test or a class, if something was injected; a wrong declaration was reported before and has none.
     */
    static Optional<LabLease> leaseOf(ExtensionContext context) {
        try {
            return of(context).flatMap(TestLab::lease);
        } catch (LabConfigurationException e) {
            return Optional.empty();
        }
    }

    private static ExtensionContext home(ExtensionContext context, Class<?> owner) {
        ExtensionContext home = context;
        while (home.getTestMethod().isPresent()
                || home.getTestClass().filter(owner::equals).isEmpty()) {
            home = home.getParent().orElseThrow();
        }
        return home;
    }

    /**
     * Says which cell of its matrix an invocation of a class is.
     *
     * @param place null where the matrix is none of stacks
     */
    static void setCell(ExtensionContext invocation, Class<?> owner, LabSpec spec, @Nullable MatrixCell place) {
        invocation.getStore(NAMESPACE).put(CELL + owner.getName(), spec);
        if (place != null) {
            invocation.getStore(NAMESPACE).put(PLACE + owner.getName(), place);
        }
    }

    /** The cell of a matrix of stacks; empty outside of one, and where the labs come from elsewhere. */
    Optional<MatrixCell> matrixCell() {
        String key = PLACE + declaration.owner().getName();
        return Optional.ofNullable(home.getStore(NAMESPACE).get(key, MatrixCell.class));
    }

    /**
     * What is asked for.
     *
     * @throws LabConfigurationException if it cannot be said, because the definition fails or no cell of a matrix runs
     */
    LabSpec spec() {
        if (declaration instanceof LabDeclaration.Annotated annotated) {
            return annotated.spec();
        }
        if (declaration instanceof LabDeclaration.Registered registered) {
            return registered.spec();
        }
        return cell().orElseThrow(() -> new LabConfigurationException(
                "class %s is a matrix of labs: @BeforeAll, @AfterAll and a constructor under PER_CLASS run once for all of them; take the machine in @BeforeEach, in the test or in a field"
                        .formatted(declaration.owner().getName())));
    }

    /** Whether it is known which lab is meant: false for a matrix, outside of its cells. */
    boolean isDecided() {
        return !(declaration instanceof LabDeclaration.Matrix) || cell().isPresent();
    }

    private Optional<LabSpec> cell() {
        String key = CELL + declaration.owner().getName();
        return Optional.ofNullable(home.getStore(NAMESPACE).get(key, LabSpec.class));
    }

    /** The lab, brought up if it is not; while a test runs it cannot be closed under it. */
    RunningLab lab() {
        matrixCell().ifPresent(MatrixCell::tell);
        LabLease lease = lease().orElseGet(this::newLease);
        restoreFor(lease);
        RunningLab lab = lease.pool().acquire(lease, runningTest(lease).orElse(lease.home()));
        tell(lab);
        return lab;
    }

    /** Before the first machine is injected, a test with {@code @RestoreLab} releases a lab that is in use. */
    private void restoreFor(LabLease lease) {
        boolean wanted = context.getTestMethod().isPresent()
                && (AnnotationSupport.isAnnotated(context.getElement(), RestoreLab.class)
                        || AnnotationSupport.isAnnotated(context.getRequiredTestClass(), RestoreLab.class));
        Store store = context.getStore(NAMESPACE);
        String key = RESTORED + context.getUniqueId();
        if (wanted && store.get(key) == null) {
            store.put(key, true);
            lease.pool().renew(lease, context.getUniqueId());
        }
    }

    /** A lab that was up already is news to the test that gets it: its report names the lab and the tier, too. */
    private void tell(RunningLab lab) {
        Store store = context.getStore(NAMESPACE);
        String key = TOLD + context.getUniqueId();
        if (context.getTestMethod().isPresent() && store.get(key) == null) {
            store.put(key, true);
            label(lab);
        }
    }

    /** Announces which lab the test on this thread uses. */
    static void label(RunningLab lab) {
        LabListeners listeners = LabListeners.discovered();
        listeners.publish(new LabEvent.Label(lab.id(), "lab", lab.spec().name()));
        listeners.publish(new LabEvent.Label(lab.id(), "tier", lab.tier().word()));
        if (lab.isThawed()) {
            listeners.publish(new LabEvent.Label(lab.id(), "start", "thawed"));
        } else if (lab.isTakenOver()) {
            listeners.publish(new LabEvent.Label(lab.id(), "start", "taken over"));
        }
    }

    /** Counts the running test as a user of the lab, if the class has one up already. */
    void use() {
        lease().ifPresent(lease -> {
            restoreFor(lease);
            runningTest(lease).ifPresent(test -> lease.pool().use(lease, test));
        });
    }

    /** The claim, if something was injected already. */
    Optional<LabLease> lease() {
        return Optional.ofNullable(home.getStore(NAMESPACE).get(LEASE, LabLease.class))
                .filter(lease -> lease.home().equals(home.getUniqueId()));
    }

    private LabLease newLease() {
        // Tests of one class that run in parallel must not claim twice; nothing slow happens in here.
        synchronized (TestLab.class) {
            return lease().orElseGet(() -> {
                Store store = home.getStore(NAMESPACE);
                LabSpec spec = spec();
                LabLease lease = new LabLease(
                        pool(),
                        new LabKey(
                                spec,
                                scope() == LabScope.CLASS ? home.getUniqueId() : "",
                                isReused(),
                                isWarm() && MeasuredClasses.contain(declaration.owner())),
                        declaration.owner().getName(),
                        home.getUniqueId(),
                        AnnotationSupport.isAnnotated(declaration.owner(), DirtiesLab.class),
                        store.get(LEASE, LabLease.class));
                store.put(LEASE, lease);
                return lease;
            });
        }
    }

    /** Where nothing is thawed or taken over, labs of tests that measure and of others are shared. */
    private boolean isWarm() {
        return JUnitSettings.of(context).snapshots().on() || isReused();
    }

    private boolean isReused() {
        LabReuse reuse = declaration instanceof LabDeclaration.Annotated annotated
                ? annotated.lab().reuse()
                : LabReuse.AS_CONFIGURED;
        return reuse == LabReuse.AS_CONFIGURED
                ? JUnitSettings.of(context).reuse().on()
                : reuse == LabReuse.ON;
    }

    private LabScope scope() {
        if (declaration instanceof LabDeclaration.Annotated annotated) {
            return annotated.lab().scope();
        }
        return declaration instanceof LabDeclaration.Registered registered ? registered.scope() : LabScope.SHARED;
    }

    static Store sessionStore(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }

    private LabPool pool() {
        Store store = sessionStore(context);
        LabPool pool = store.get(POOL, LabPool.class);
        if (pool == null) {
            LabEngine replaced = store.get(LabEngine.class, LabEngine.class);
            Settings settings = JUnitSettings.of(context);
            PoolTimeouts patience = new PoolTimeouts(
                    settings.scaled(PATIENCE),
                    settings.scaled(QUIET),
                    isParallel() ? settings.scaled(IDLE) : Duration.ZERO);
            pool = new LabPool(replaced == null ? LabEngines.current() : replaced, settings, patience);
            store.put(POOL, pool);
        }
        return pool;
    }

    private boolean isParallel() {
        return context.getConfigurationParameter(PARALLEL, Boolean::valueOf).orElse(false);
    }

    private Optional<String> runningTest(LabLease lease) {
        if (context.getTestMethod().isEmpty()) {
            return Optional.empty();
        }
        String test = context.getUniqueId();
        Store store = context.getStore(NAMESPACE);
        if (store.get(USE + test) == null) {
            AutoCloseable endOfUse = () -> lease.pool().endUse(lease, test);
            store.put(USE + test, endOfUse);
        }
        return Optional.of(test);
    }
}
