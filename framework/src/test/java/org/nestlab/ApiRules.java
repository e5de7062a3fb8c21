package org.nestlab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What the public types promise, and what makes such a promise hard to keep. */
final class ApiRules {

    private static final int MOST_COMPONENTS = 5;

    static final ArchRule SIGNATURES_SHOW_NO_INTERNALS = noCodeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("org.nestlab.internal..")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and(describe("are public or protected", ApiRules::isVisible))
            .should(ArchConditions.be(describe("showing internal types", ApiRules::showsInternals)))
            .because("a user who is handed an internal type depends on it");

    static final ArchRule PUBLIC_TYPES_SAY_WHAT_THEY_PROMISE = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .resideOutsideOfPackage("org.nestlab.internal..")
            .should()
            .beAnnotatedWith(API.class)
            .because("a user has to know whether a type stays: @API(status = …, since = …)");

    /** As ArchUnit asks of itself; a sealed type says in its own file what extends it. */
    static final ArchRule PUBLIC_CLASSES_ARE_NOT_EXTENDED_BY_CHANCE = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .resideOutsideOfPackage("org.nestlab.internal..")
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and(describe(
                    "nothing of the framework extends",
                    type -> type.getSubclasses().isEmpty()))
            // A user's own entry point extends it, as it extends AssertJ's.
            .and()
            .doNotHaveFullyQualifiedName("org.nestlab.assertion.NestlabAssertions")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("a class that users may extend cannot be changed any more");

    static final ArchRule SIGNATURES_PROMISE_NO_MORE_THAN_THEIR_TYPES = noCodeUnits()
            .that()
            .areDeclaredInClassesThat(describe("are for users", type -> isForUsers(marked(type))))
            .and(describe("are public or protected", ApiRules::isVisible))
            .should(ArchConditions.be(describe(
                    "showing types whose status is INTERNAL",
                    unit -> shows(unit, describe("INTERNAL", type -> isMarkedInternal(marked(type)))))))
            .because("a type that users are handed is theirs as much as the one that hands it to them");

    static final ArchRule EXCEPTIONS_HAVE_NO_MUTATORS = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAssignableTo(Throwable.class)
            .and()
            .arePublic()
            .should()
            .haveRawReturnType(void.class)
            .because("what was thrown is told as it was thrown, whoever catches it");

    static final ArchRule RECORDS_HAVE_FEW_COMPONENTS = classes()
            .that(describe("are public records for users", ApiRules::isRecordForUsers))
            .should(ArchConditions.be(describe(
                    "records of at most %d components".formatted(MOST_COMPONENTS),
                    type -> components(type) <= MOST_COMPONENTS)))
            .because("the constructor of a record breaks its callers with each new component, and what has many gets"
                    + " more: a final class with a factory takes a new property without a break");

    static final ArchRule RECORDS_ARE_MADE_OUTSIDE_THEIR_PACKAGE = classes()
            .that(describe("are public records for users", ApiRules::isRecordForUsers))
            .and()
            .areTopLevelClasses()
            // Made of JSON, by its constructor.
            .and()
            .doNotHaveFullyQualifiedName("org.nestlab.verdict.GatePolicy")
            .should(ArchConditions.be(describe("made by another package", ApiRules::isMadeElsewhere)))
            .because("a record cannot hide its constructor; a type that only its own package makes is a final class,"
                    + " whose constructor is not public");

    static final ArchRule OPTIONALS_ARE_RETURNED_ALONE = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("org.nestlab.internal..")
            .should()
            .haveRawType(assignableTo(Optional.class)
                    .or(assignableTo(OptionalInt.class))
                    .or(assignableTo(OptionalLong.class))
                    .or(assignableTo(OptionalDouble.class)))
            .because("who makes a value that lacks something should not have to wrap what it has");

    static final ArchRule ABSENCE_HAS_ONE_ACCESSOR = noMethods()
            .should()
            .haveNameEndingWith("OrNull")
            .because("what may be absent is returned as an Optional, and not once more as null");

    private ApiRules() {}

    private static boolean isRecordForUsers(JavaClass type) {
        return type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC) && isForUsers(marked(type));
    }

    private static long components(JavaClass recordType) {
        return recordType.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    private static boolean isMadeElsewhere(JavaClass type) {
        return Stream.concat(type.getConstructorCallsToSelf().stream(), type.getConstructorReferencesToSelf().stream())
                .anyMatch(access -> !access.getOriginOwner().getPackageName().equals(type.getPackageName()));
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean showsInternals(JavaCodeUnit unit) {
        return shows(unit, resideInAPackage("org.nestlab.internal.."));
    }

    private static boolean shows(JavaCodeUnit unit, DescribedPredicate<JavaClass> what) {
        return Stream.concat(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                .anyMatch(what);
    }

    /** The type itself, or the one around it whose mark holds for it too. */
    private static JavaClass marked(JavaClass type) {
        return type.isAnnotatedWith(API.class)
                ? type
                : type.getEnclosingClass().map(ApiRules::marked).orElse(type);
    }

    private static boolean isForUsers(JavaClass type) {
        return type.isAnnotatedWith(API.class) && !isMarkedInternal(type);
    }

    private static boolean isMarkedInternal(JavaClass type) {
        return type.tryGetAnnotationOfType(API.class)
                .map(API::status)
                .filter(API.Status.INTERNAL::equals)
                .isPresent();
    }
}
