package org.nestlab;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestWatcher;
import org.nestlab.internal.junit.FailureDiagnosis;
import org.nestlab.internal.junit.Injection;
import org.nestlab.internal.junit.LabCallbacks;
import org.nestlab.spec.LabSpec;

/**
 * Gives a test class a lab that is not worth a {@link LabDefinition}; the contract is that of {@link Lab}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LabExtension lab = LabExtension.of(LabSpec.kvmInKvm().withL1(g -> g.withVcpus(4)));
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LabExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestInstancePostProcessor,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                InvocationInterceptor,
                TestWatcher {

    private final @Nullable LabSpec spec;
    private final LabScope scope;

    /** For JUnit, where an annotation names the lab. */
    LabExtension() {
        this(null, LabScope.SHARED);
    }

    private LabExtension(@Nullable LabSpec spec, LabScope scope) {
        this.spec = spec;
        this.scope = scope;
    }

    /** For a static field with {@code @RegisterExtension}; all classes that ask for an equal spec share the lab. */
    public static LabExtension of(LabSpec spec) {
        return new LabExtension(spec, LabScope.SHARED);
    }

    /** For a static field with {@code @RegisterExtension}. */
    public static LabExtension of(LabSpec spec, LabScope scope) {
        return new LabExtension(spec, scope);
    }

    /** What was asked for; empty where an annotation does. */
    public Optional<LabSpec> spec() {
        return Optional.ofNullable(spec);
    }

    /** Who shares the lab. */
    public LabScope scope() {
        return scope;
    }

    /** JUnit's question, answered so that a lab is known to be in use while a test is instantiated. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        LabCallbacks.check(context);
    }

    @Override
    public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
        if (LabCallbacks.answers(this, context)) {
            Injection.fillFields(testInstance, context);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.wants(parameter) && LabCallbacks.answers(this, context);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.resolve(parameter, context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        boolean reused = context.getTestInstanceLifecycle()
                .filter(Lifecycle.PER_CLASS::equals)
                .isPresent();
        LabCallbacks.startTest(context, reused);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LabCallbacks.endTest(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LabCallbacks.endClass(context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        throw FailureDiagnosis.of(throwable, context);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        throw FailureDiagnosis.of(throwable, context);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        throw FailureDiagnosis.of(throwable, context);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable throwable)
            throws Throwable {
        throw FailureDiagnosis.of(throwable, context);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        throw FailureDiagnosis.of(throwable, context);
    }

    /**
     * JUnit calls nothing else around a dynamic test: without this it would have neither its lab's name nor evidence.
     */
    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation,
            DynamicTestInvocationContext invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        LabCallbacks.dynamicTest(invocation::proceed, extensionContext);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        if (cause != null) {
            FailureDiagnosis.of(cause, context);
        }
    }
}
