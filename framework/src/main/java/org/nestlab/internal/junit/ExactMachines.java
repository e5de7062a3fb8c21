package org.nestlab.internal.junit;

import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.BootedMachine;
import org.nestlab.exact.ExactMachine;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.exact.cost.ProbeProgram;
import org.nestlab.internal.exact.machine.EmulatedMachines;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.stack.Stack;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Boots the machines that a test takes as parameters; the contract is that of {@link ExactMachine}. */
public final class ExactMachines implements BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create("org.nestlab", "exact");
    private static final Logger LOG = LoggerFactory.getLogger(ExactMachines.class);

    ExactMachines() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BootedMachine.class
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    /** Here and not where the parameter is resolved: JUnit would make a failure of its own of an aborted test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        for (Parameter parameter : context.getRequiredTestMethod().getParameters()) {
            if (parameter.getType() == BootedMachine.class) {
                MachineProof.Result result = booted(spec(parameter, context), context);
                if (!result.tells()) {
                    throw new TestAbortedException("cannot tell: %s: %s".formatted(result.machine(), result.untold()));
                }
            }
        }
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return booted(spec(parameter.getParameter(), context), context).machine();
    }

    private static MachineProof.Result booted(MachineSpec spec, ExtensionContext context) {
        Settings settings = JUnitSettings.of(context);
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(spec, it -> boot(it, settings), MachineProof.Result.class);
    }

    private static MachineProof.Result boot(MachineSpec spec, Settings settings) {
        ProbeProgram probe = ProbeProgram.ensure(new LocalShell("L0 host"), settings.imageDir(), LOG::info);
        Duration limit = settings.scaled(MachineProof.LIMIT);
        return new MachineProof(new EmulatedMachines(settings), probe.file()).boot(spec, limit, LOG::info);
    }

    static MachineSpec spec(Parameter parameter, ExtensionContext context) {
        ExactMachine wanted = AnnotationSupport.findAnnotation(parameter, ExactMachine.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getElement(), ExactMachine.class))
                .or(() -> onClass(context.getRequiredTestClass()))
                .orElseThrow(() -> new LabConfigurationException(
                        "%s takes a BootedMachine, and nothing says which: expected @ExactMachine on the parameter, the method or the class"
                                .formatted(context.getDisplayName())));
        MachineSpec spec = ReflectionSupport.newInstance(wanted.spec())
                .spec(wanted.value())
                .on(Stack.parse(wanted.stack()));
        return wanted.seed() == 0 ? spec : spec.withSeed(wanted.seed());
    }

    /** A {@code @Nested} class has that of the class around it, unless it has its own. */
    private static Optional<ExactMachine> onClass(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            Optional<ExactMachine> found = AnnotationSupport.findAnnotation(outer, ExactMachine.class);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
