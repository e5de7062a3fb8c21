package org.nestlab.internal.junit;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Bench;
import org.nestlab.explain.Explanation;
import org.nestlab.internal.experiment.RunReport;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.suite.Suites;

/** Puts the machines of a test's lab into its parameters and fields. */
public final class Injection {

    private Injection() {}

    /**
     * Whether a parameter asks for a machine: by an annotation, or by its type alone, which is enough for the host and
     * is answered with advice for a guest; or for a bench, an explanation or the suites of others.
     */
    public static boolean wants(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        return type == Host.class
                || type == Guest.class
                || type == Bench.class
                || type == Explanation.class
                || type == Suites.class
                || selector(parameter).isPresent();
    }

    /**
     * The machine, the bench, the explanation or the suites for a parameter.
     *
     * @throws LabConfigurationException if the lab has no such machine
     */
    public static Object resolve(ParameterContext parameter, ExtensionContext context) {
        String where = describe(parameter);
        if (parameter.getParameter().getType() == Suites.class) {
            Settings settings = JUnitSettings.of(context);
            return settings.suites().withReport(RunReport.of(settings)::suiteFigures);
        }
        if (parameter.getParameter().getType() == Explanation.class) {
            return Explanations.of(parameter.getParameter(), where, lab(context, where));
        }
        return parameter.getParameter().getType() == Bench.class
                ? Benches.of(lab(context, where))
                : machine(parameter, where, context);
    }

    private static Machine machine(ParameterContext parameter, String where, ExtensionContext context) {
        GuestSelector selector = selector(parameter).orElseGet(() -> {
            if (parameter.getParameter().getType() == Host.class) {
                return GuestSelector.host();
            }
            throw new LabConfigurationException(
                    "%s is a Guest and does not say which; expected @L1, @L2 or @OnLevel".formatted(where));
        });
        return find(selector, where, lab(context, where));
    }

    /**
     * Refuses fields that cannot be injected: static and final ones.
     *
     * @throws LabConfigurationException naming the field
     */
    public static void checkFields(Class<?> testClass) {
        for (Field field : fields(testClass)) {
            if (Modifier.isStatic(field.getModifiers())) {
                throw new LabConfigurationException(
                        "%s is static; expected an instance field, or a parameter of @BeforeAll, since the lab may be replaced between tests"
                                .formatted(describe(field)));
            }
            if (Modifier.isFinal(field.getModifiers())) {
                throw new LabConfigurationException(
                        "%s is final; expected a field that can be injected".formatted(describe(field)));
            }
        }
    }

    /** Injects the fields of a test instance; does nothing while no cell of the matrix is running. */
    public static void fillFields(Object instance, ExtensionContext context) {
        for (Field field : fields(instance.getClass())) {
            String where = describe(field);
            TestLab lab = lab(context, where);
            if (lab.isDecided()) {
                GuestSelector selector =
                        GuestSelector.of(field, field.getType(), where).orElseThrow();
                Fields.write(field, instance, find(selector, where, lab));
            }
        }
    }

    private static Machine find(GuestSelector selector, String where, TestLab lab) {
        GuestFinder way = GuestFinder.in(lab.spec(), selector, where);
        return way.follow(lab.lab());
    }

    private static TestLab lab(ExtensionContext context, String where) {
        return TestLab.of(context)
                .orElseThrow(() -> new LabConfigurationException(
                        "%s asks for a machine, and class %s asks for no lab; expected @Lab on the class or on one around it"
                                .formatted(where, context.getRequiredTestClass().getName())));
    }

    private static Iterable<Field> fields(Class<?> type) {
        return ReflectionSupport.findFields(
                type,
                field -> GuestSelector.of(field, field.getType(), describe(field))
                        .isPresent(),
                HierarchyTraversalMode.TOP_DOWN);
    }

    private static Optional<GuestSelector> selector(ParameterContext parameter) {
        Parameter wanted = parameter.getParameter();
        return GuestSelector.of(wanted, wanted.getType(), describe(parameter));
    }

    private static String describe(ParameterContext parameter) {
        Parameter wanted = parameter.getParameter();
        Executable executable = parameter.getDeclaringExecutable();
        String owner = executable.getDeclaringClass().getSimpleName();
        return "parameter %s of %s"
                .formatted(
                        wanted.isNamePresent() ? "'%s'".formatted(wanted.getName()) : "#" + (parameter.getIndex() + 1),
                        executable instanceof java.lang.reflect.Constructor
                                ? owner + "'s constructor"
                                : owner + "." + executable.getName());
    }

    private static String describe(Field field) {
        return "field %s.%s".formatted(field.getDeclaringClass().getSimpleName(), field.getName());
    }
}
