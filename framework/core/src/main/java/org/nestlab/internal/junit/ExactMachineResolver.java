package org.nestlab.internal.junit;

import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.nestlab.exact.ExactGate;
import org.nestlab.exact.ExactMachine;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.exact.cost.CostRun;
import org.nestlab.internal.exact.cost.Looking;
import org.nestlab.internal.exact.cost.Looking.Looked;
import org.nestlab.internal.exact.cost.ProbeProgram;
import org.nestlab.internal.exact.cost.Subject;
import org.nestlab.internal.exact.machine.EmulatedMachines;
import org.nestlab.internal.exact.proof.MachineProof;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.stack.Stack;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Boots the machines that a test takes as parameters; the contract is that of {@link ExactMachine}. */
public final class ExactMachineResolver implements BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create("org.nestlab", "exact");
    private static final Logger LOG = LoggerFactory.getLogger(ExactMachineResolver.class);

    ExactMachineResolver() {}

    /**
     * A machine that is asked for.
     *
     * @param exactly whether it is about its seed, and no other one may take its place where it hangs
     * @param costs whether its costs are asked for, too
     */
    private record Wanted(MachineSpec spec, boolean exactly, boolean costs) {
        Looked by(Looking looking) {
            return exactly ? looking.lookExactly(spec) : looking.look(spec);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return isOurs(parameter.getParameter(), context)
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    /** The report of a test with {@link ExactGate} is that of the gate. */
    private static boolean isOurs(Parameter parameter, ExtensionContext context) {
        return parameter.getType() == BootedMachine.class
                || (parameter.getType() == ExactReport.class
                        && !AnnotationSupport.isAnnotated(context.getElement(), ExactGate.class));
    }

    /** Here and not where the parameter is resolved: JUnit would make a failure of its own of an aborted test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        for (Parameter parameter : context.getRequiredTestMethod().getParameters()) {
            if (isOurs(parameter, context)) {
                MachineProof.Result result =
                        booted(wanted(parameter, context), context).proof();
                if (!result.tells()) {
                    throw new TestAbortedException("cannot tell: %s: %s".formatted(result.machine(), result.untold()));
                }
            }
        }
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Wanted wanted = wanted(parameter.getParameter(), context);
        Looked looked = booted(wanted, context);
        if (parameter.getParameter().getType() == ExactReport.class) {
            return CostReports.of(wanted.spec(), looked.measured(), context);
        }
        return wanted.costs() ? looked.machine() : looked.proof().machine();
    }

    /** Equal machines are booted once, and one whose costs are there serves who does not ask for them. */
    private static Looked booted(Wanted wanted, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        Looked withCosts = store.get(new Wanted(wanted.spec(), wanted.exactly(), true), Looked.class);
        return withCosts != null
                ? withCosts
                : store.getOrComputeIfAbsent(wanted, it -> it.by(looking(it.costs(), context)), Looked.class);
    }

    private static Looking looking(boolean costs, ExtensionContext context) {
        Settings settings = JUnitSettings.of(context);
        Duration limit = settings.scaled(MachineProof.LIMIT);
        return Optional.ofNullable(TestLab.sessionStore(context).get(Looking.class, Looking.class))
                .orElseGet(() -> costs
                        ? CostRun.onThisMachine(settings, limit, Subject.EXITS, false, LOG::info)
                        : withoutCosts(proof(settings), limit));
    }

    private static Looking withoutCosts(MachineProof proof, Duration limit) {
        return new Looking() {
            @Override
            public Looked look(MachineSpec spec) {
                return Looked.withoutCosts(proof.boot(spec, limit, LOG::info));
            }

            @Override
            public Looked lookExactly(MachineSpec spec) {
                return Looked.withoutCosts(proof.bootExactly(spec, limit, LOG::info));
            }
        };
    }

    private static MachineProof proof(Settings settings) {
        ProbeProgram probe = ProbeProgram.ensure(new LocalShell("L0 host"), settings.imageDir(), LOG::info);
        return new MachineProof(new EmulatedMachines(settings), probe.file());
    }

    static MachineSpec spec(Parameter parameter, ExtensionContext context) {
        return wanted(parameter, context).spec();
    }

    /** A test that takes the report wants the costs of its machines. */
    private static Wanted wanted(Parameter parameter, ExtensionContext context) {
        ExactMachine wanted = AnnotationSupport.findAnnotation(parameter, ExactMachine.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getElement(), ExactMachine.class))
                .or(() -> onClass(context.getRequiredTestClass()))
                .orElseThrow(() -> new LabConfigurationException(
                        "%s takes a %s, and nothing says which: expected @ExactMachine on the parameter, the method or the class"
                                .formatted(
                                        context.getDisplayName(),
                                        parameter.getType().getSimpleName())));
        MachineSpec spec = ReflectionSupport.newInstance(wanted.spec())
                .spec(wanted.value())
                .on(Stack.parse(wanted.stack()));
        boolean reported =
                Stream.of(context.getRequiredTestMethod().getParameterTypes()).anyMatch(ExactReport.class::equals);
        boolean exactly = wanted.seed() != 0;
        return new Wanted(exactly ? spec.withSeed(wanted.seed()) : spec, exactly, wanted.costs() || reported);
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
