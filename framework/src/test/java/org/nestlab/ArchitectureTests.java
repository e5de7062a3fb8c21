package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;

class ArchitectureTests {

    private static final JavaClasses FRAMEWORK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.nestlab");

    static final List<ArchRule> RULES = List.of(
            ApiRules.SIGNATURES_SHOW_NO_INTERNALS,
            ApiRules.PUBLIC_TYPES_SAY_WHAT_THEY_PROMISE,
            ApiRules.PUBLIC_CLASSES_ARE_NOT_EXTENDED_BY_CHANCE,
            ApiRules.SIGNATURES_PROMISE_NO_MORE_THAN_THEIR_TYPES,
            ApiRules.EXCEPTIONS_HAVE_NO_MUTATORS,
            ArchitectureRules.VALUES_TOUCH_NOTHING,
            ApiRules.ABSENCE_HAS_ONE_ACCESSOR,
            ApiRules.OPTIONALS_ARE_RETURNED_ALONE,
            ApiRules.RECORDS_HAVE_FEW_COMPONENTS,
            ApiRules.RECORDS_ARE_MADE_OUTSIDE_THEIR_PACKAGE,
            ArchitectureRules.NO_CYCLES,
            ArchitectureRules.STATICS_ARE_NOBODY_ELSES_TO_CHANGE,
            ArchitectureRules.ONLY_THE_COMMAND_LINE_PRINTS,
            ArchitectureRules.LIBVIRT_IN_ONE_PLACE,
            ArchitectureRules.SSH_IN_ONE_PLACE,
            ArchitectureRules.DOCKER_IN_ONE_PLACE,
            ArchitectureRules.JDBC_IN_ONE_PLACE,
            ArchitectureRules.ASSERTJ_IN_ONE_PLACE,
            ArchitectureRules.THE_CORE_KNOWS_NO_EXTRA,
            ArchitectureRules.EXTRAS_KNOW_NO_OTHER_EXTRA,
            ArchitectureRules.NO_ALLURE,
            ArchitectureRules.NO_WAIT_WITHOUT_A_LIMIT,
            ArchitectureRules.SHUTDOWN_HOOKS_IN_ONE_PLACE,
            WallClockTests.MONOTONIC,
            ArchitectureRules.JUNIT_IN_ONE_PLACE);

    @Test
    void theScanFoundTheFramework() {
        assertThat(FRAMEWORK).hasSizeGreaterThan(700);
        assertThat(FRAMEWORK.contain(LabSpec.class)).isTrue();
        assertThat(FRAMEWORK.contain(Settings.class)).isTrue();
        assertThat(FRAMEWORK.contain(ArchitectureTests.class)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void aBoundaryIsKept(ArchRule rule) {
        rule.check(FRAMEWORK);
    }

    @Test
    void noPackageIsAKnot() {
        FileCirclesTests.noPackageIsAKnot(FRAMEWORK);
    }

    @Test
    void aRuleThatIsBrokenIsSeen() {
        JavaClasses sample = new ClassFileImporter().importClasses(Reaching.class);

        assertThat(broken(ArchitectureRules.ONLY_THE_COMMAND_LINE_PRINTS, sample))
                .isTrue();
        assertThat(broken(ArchitectureRules.NO_WAIT_WITHOUT_A_LIMIT, sample)).isTrue();
        assertThat(broken(ArchitectureRules.STATICS_ARE_NOBODY_ELSES_TO_CHANGE, sample))
                .isTrue();
        assertThat(broken(ArchitectureRules.SHUTDOWN_HOOKS_IN_ONE_PLACE, sample))
                .isTrue();
        assertThat(broken(ArchitectureRules.NO_ALLURE, sample)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = {Sleeping.class, Parking.class})
    void aWaitForATimeIsSeen(Class<?> waiting) {
        JavaClasses sample = new ClassFileImporter().importClasses(waiting);

        assertThat(broken(ArchitectureRules.NO_WAIT_WITHOUT_A_LIMIT, sample)).isTrue();
    }

    @Test
    void whatMayWaitForEverIsThereAndDoes() {
        for (String name : ArchitectureRules.ENDLESS_FOR_A_REASON) {
            assertThat(FRAMEWORK.contain(name)).as(name).isTrue();
        }
    }

    private static boolean broken(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).hasViolation();
    }

    @SuppressWarnings("UnusedMethod") // read by the rule, never called
    private static final class Sleeping {
        void sleep() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    @SuppressWarnings("UnusedMethod") // read by the rule, never called
    private static final class Parking {
        void park() {
            LockSupport.parkNanos(1);
        }
    }

    /** Does what nobody may. */
    public static final class Reaching {
        static volatile Runnable hook = () -> {};

        private Reaching() {}

        public static void last(Future<?> answer) throws Exception {
            answer.get();
        }

        public static Optional<Settings> settings() {
            System.out.println("standard output belongs to the tests");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
            return Optional.of(Settings.defaults());
        }
    }
}
