package org.nestlab.internal.junit;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
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

        boolean isServedBy(Wanted other) {
            return equals(other) || (other.costs() && equals(new Wanted(other.spec(), other.exactly(), false)));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return isOurs(parameter.getParameter(), parameter.getDeclaringExecutable())
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    /** The report of a test with {@link ExactGate} is that of the gate. */
    private static boolean isOurs(Parameter parameter, Executable test) {
        return parameter.getType() == BootedMachine.class
                || (parameter.getType() == ExactReport.class && !AnnotationSupport.isAnnotated(test, ExactGate.class));
    }

    /** Here and not where the parameter is resolved: JUnit would make a failure of its own of an aborted test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        for (Parameter parameter : context.getRequiredTestMethod().getParameters()) {
            if (isOurs(parameter, context.getRequiredTestMethod())) {
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

    /**
     * Equal machines are booted once, and one whose costs are there serves who does not ask for them. Meanwhile the
     * machines of the other tests of the class are booted, as many as this host can run beside it.
     */
    private static Looked booted(Wanted wanted, ExtensionContext context) {
        ExactBoots<Wanted> boots = boots(context);
        Wanted withCosts = new Wanted(wanted.spec(), wanted.exactly(), true);
        Wanted one = boots.has(withCosts) ? withCosts : wanted;
        Looking looking = looking(one.costs(), context);
        return boots.boot(one, () -> one.by(looking), looking.atOnce() - 1, others(one, context));
    }

    /** Those of the run. What is booted for a class's other tests ends with the class. */
    private static ExactBoots<Wanted> boots(ExtensionContext context) {
        @SuppressWarnings("unchecked") // nothing else has this key
        ExactBoots<Wanted> boots = (ExactBoots<Wanted>) context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(ExactBoots.class, key -> new ExactBoots<Wanted>(), ExactBoots.class);
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        AutoCloseable end = boots::endAhead;
        ofClass.getStore(NAMESPACE).getOrComputeIfAbsent("end of what is ahead", key -> end);
        return boots;
    }

    /** What the other tests of this class need; nothing for a class that measures, which has the host for itself. */
    private static Map<Wanted, Supplier<Looked>> others(Wanted one, ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Map<Wanted, Supplier<Looked>> others = new LinkedHashMap<>();
        if (!MeasuredClasses.contain(type)) {
            for (Method method : RunPlan.of(TestLab.sessionStore(context), type)) {
                for (Wanted other : wantedBy(method, type)) {
                    if (!other.isServedBy(one)) {
                        others.put(other, () -> other.by(looking(other.costs(), context)));
                    }
                }
            }
        }
        others.keySet()
                .removeIf(other -> others.keySet().stream().anyMatch(it -> !it.equals(other) && other.isServedBy(it)));
        return others;
    }

    private static List<Wanted> wantedBy(Method test, Class<?> type) {
        try {
            return Stream.of(test.getParameters())
                    .filter(parameter -> isOurs(parameter, test))
                    .map(parameter -> wanted(parameter, test, type))
                    .toList();
        } catch (LabConfigurationException e) {
            return List.of(); // that test says so itself
        }
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
            public int atOnce() {
                return proof.atOnce();
            }

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

    private static Wanted wanted(Parameter parameter, ExtensionContext context) {
        return wanted(parameter, context.getRequiredTestMethod(), context.getRequiredTestClass());
    }

    /** A test that takes the report wants the costs of its machines. */
    private static Wanted wanted(Parameter parameter, Method test, Class<?> type) {
        ExactMachine wanted = AnnotationSupport.findAnnotation(parameter, ExactMachine.class)
                .or(() -> AnnotationSupport.findAnnotation(test, ExactMachine.class))
                .or(() -> onClass(type))
                .orElseThrow(() -> new LabConfigurationException(
                        "%s.%s takes a %s, and nothing says which: expected @ExactMachine on the parameter, the method or the class"
                                .formatted(
                                        type.getSimpleName(),
                                        test.getName(),
                                        parameter.getType().getSimpleName())));
        MachineSpec spec = ReflectionSupport.newInstance(wanted.spec())
                .spec(wanted.value())
                .on(Stack.parse(wanted.stack()));
        boolean reported = Stream.of(test.getParameterTypes()).anyMatch(ExactReport.class::equals);
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
