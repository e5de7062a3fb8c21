package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nestlab.assertion.MachineAssert;
import org.nestlab.assertion.NestlabAssertions;
import org.nestlab.experiment.LevelPair;
import org.nestlab.internal.experiment.BootPairs;
import org.nestlab.spec.LabSpec;
import org.nestlab.verdict.RunningClaim;

/** That each rule sees a type that breaks it; {@link ArchitectureTests} applies them to the framework. */
class ApiRulesTests {

    @Test
    void aSignatureWithAnInternalTypeIsSeen() {
        JavaClasses sample = new ClassFileImporter().importClasses(ArchitectureTests.Reaching.class);

        assertThat(broken(ApiRules.SIGNATURES_SHOW_NO_INTERNALS, sample)).isTrue();
    }

    @Test
    void aPublicTypeWithoutAPromiseIsSeen() {
        JavaClasses sample = new ClassFileImporter().importClasses(ArchitectureRules.class);

        assertThat(broken(ApiRules.PUBLIC_TYPES_SAY_WHAT_THEY_PROMISE, sample)).isTrue();
    }

    @Test
    void aPublicClassThatAnyoneMayExtendIsSeen() {
        JavaClasses open = new ClassFileImporter().importClasses(ArrayList.class);
        JavaClasses closed = new ClassFileImporter().importClasses(LabSpec.class);

        assertThat(broken(ApiRules.PUBLIC_CLASSES_ARE_NOT_EXTENDED_BY_CHANCE, open))
                .isTrue();
        assertThat(broken(ApiRules.PUBLIC_CLASSES_ARE_NOT_EXTENDED_BY_CHANCE, closed))
                .isFalse();
    }

    @Test
    void aPromiseThatATypeOfItsSignatureDoesNotMakeIsSeen() {
        JavaClasses promising = new ClassFileImporter().importClasses(Promising.class, RunningClaim.class);
        JavaClasses kept = new ClassFileImporter().importClasses(NestlabAssertions.class, MachineAssert.class);

        assertThat(broken(ApiRules.SIGNATURES_PROMISE_NO_MORE_THAN_THEIR_TYPES, promising))
                .isTrue();
        assertThat(broken(ApiRules.SIGNATURES_PROMISE_NO_MORE_THAN_THEIR_TYPES, kept))
                .isFalse();
    }

    @Test
    void anExceptionThatCanBeChangedIsSeen() {
        JavaClasses sample = new ClassFileImporter().importClasses(Rewritten.class);

        assertThat(broken(ApiRules.EXCEPTIONS_HAVE_NO_MUTATORS, sample)).isTrue();
    }

    @Test
    void aSecondAccessorOfWhatMayBeAbsentIsSeen() {
        JavaClasses sample = new ClassFileImporter().importClasses(Twins.class);

        assertThat(broken(ApiRules.ABSENCE_HAS_ONE_ACCESSOR, sample)).isTrue();
        assertThat(broken(ApiRules.OPTIONALS_ARE_RETURNED_ALONE, sample)).isFalse();
    }

    @Test
    void anOptionalThatIsKeptIsSeen() {
        JavaClasses sample = new ClassFileImporter().importClasses(Wrapping.class);

        assertThat(broken(ApiRules.OPTIONALS_ARE_RETURNED_ALONE, sample)).isTrue();
    }

    @Test
    void aRecordWithManyComponentsIsSeen() {
        JavaClasses sample = new ClassFileImporter().importClasses(Crowded.class);
        JavaClasses small = new ClassFileImporter().importClasses(LevelPair.class);

        assertThat(broken(ApiRules.RECORDS_HAVE_FEW_COMPONENTS, sample)).isTrue();
        assertThat(broken(ApiRules.RECORDS_HAVE_FEW_COMPONENTS, small)).isFalse();
    }

    @Test
    void aRecordThatOnlyItsOwnPackageMakesIsSeen() {
        JavaClasses alone = new ClassFileImporter().importClasses(LevelPair.class);
        JavaClasses withItsMaker = new ClassFileImporter().importClasses(LevelPair.class, BootPairs.class);

        assertThat(broken(ApiRules.RECORDS_ARE_MADE_OUTSIDE_THEIR_PACKAGE, alone))
                .isTrue();
        assertThat(broken(ApiRules.RECORDS_ARE_MADE_OUTSIDE_THEIR_PACKAGE, withItsMaker))
                .isFalse();
    }

    private static boolean broken(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).hasViolation();
    }

    /** For users, with more components than stay as they are. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Crowded(int one, int two, int three, int four, int five, int six) {}

    /** For users, and hands them what is not. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Promising {
        private Promising() {}

        public static List<RunningClaim> tallies() {
            return List.of();
        }
    }

    /** Has whoever makes it wrap what it has. */
    record Wrapping(Optional<String> name) {}

    /** Tells of one thing in two ways. */
    record Twins(@Nullable String nameOrNull) {
        Optional<String> name() {
            return Optional.ofNullable(nameOrNull);
        }
    }

    /** An exception that whoever catches it may change. */
    static final class Rewritten extends RuntimeException {
        private static final long serialVersionUID = 1;

        public void say(String ignored) {}
    }
}
