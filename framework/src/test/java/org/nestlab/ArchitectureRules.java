package org.nestlab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The boundaries inside the framework; {@code UsersKeepOutOfInternalsTests} of the report tests the one around it. */
public final class ArchitectureRules {

    static final ArchRule SIGNATURES_SHOW_NO_INTERNALS = noCodeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("org.nestlab.internal..")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and(describe("are public or protected", ArchitectureRules::isVisible))
            .should(ArchConditions.be(describe("showing internal types", ArchitectureRules::showsInternals)))
            .because("a user who is handed an internal type depends on it");

    /** For modules with public types of their own, too. */
    public static final ArchRule PUBLIC_TYPES_SAY_WHAT_THEY_PROMISE = classes()
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
            .and(describe("are public or protected", ArchitectureRules::isVisible))
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

    static final ArchRule VALUES_TOUCH_NOTHING = noClasses()
            .that()
            .resideInAnyPackage("org.nestlab.spec", "org.nestlab.machine", "org.nestlab.spi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nestlab.internal..", "org.nestlab.cli..", "org.junit..")
            .because("specs and handles are what everything else is written against");

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

    static final ArchRule NO_CYCLES = slices().assignedFrom(new PackageSlices())
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage("org.nestlab"), resideInAPackage("org.nestlab.internal.junit"))
            .ignoreDependency(
                    resideInAPackage("org.nestlab.exact").and(describe("annotations", JavaClass::isAnnotation)),
                    resideInAPackage("org.nestlab.internal.junit"))
            .because("a part that can be read alone can be changed alone; only the annotations point at what serves"
                    + " them");

    static final ArchRule STATICS_ARE_NOBODY_ELSES_TO_CHANGE = fields().that()
            .areStatic()
            .and()
            .areNotPrivate()
            .should()
            .beFinal()
            .because("what another class can exchange for the whole process is a hook, and no part of the product");

    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage("org.nestlab.internal.cli..")
            .should()
            .accessField(System.class, "out")
            .because("in a test run standard output belongs to the tests");

    static final ArchRule LIBVIRT_IN_ONE_PLACE = onlyIn("org.nestlab.internal.libvirt..", "org.libvirt..")
            .because("its handles, threads and errors have traps that one package knows");

    static final ArchRule SSH_IN_ONE_PLACE = onlyIn("org.nestlab.internal.ssh..", "net.schmizz..", "com.hierynomus..")
            .because("everyone else takes a Shell, wherever its machine is");

    static final ArchRule DOCKER_IN_ONE_PLACE = onlyIn(
                    "org.nestlab.internal.container.docker..", "org.testcontainers..", "com.github.dockerjava..")
            .because("what a container may do, and who owns it, is decided once");

    static final ArchRule JDBC_IN_ONE_PLACE = onlyIn(
                    "org.nestlab.internal.history.sql..",
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "org.flywaydb..",
                    "org.sqlite..",
                    "org.postgresql..")
            .because("its exceptions hold passwords and its transactions have traps that one package knows");

    static final ArchRule ASSERTJ_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("org.nestlab.assertion")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.assertj..")
            .because("who asserts with another library has no use for it");

    /** Parts that a user can leave out, each found as a service or started by its own main class. */
    private static final String[] EXTRAS = {
        "org.nestlab.internal.history.sql..",
        "org.nestlab.internal.container.docker..",
        "org.nestlab.cli..",
        "org.nestlab.internal.cli.."
    };

    static final ArchRule THE_CORE_KNOWS_NO_EXTRA = noClasses()
            .that()
            .resideOutsideOfPackages(EXTRAS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EXTRAS)
            .because("databases, containers and the command line can be left out");

    static final ArchRule EXTRAS_KNOW_NO_OTHER_EXTRA = slices().assignedFrom(new ExtraSlices())
            .should()
            .notDependOnEachOther()
            .because("each of them can be left out alone");

    static final ArchRule NO_ALLURE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.qameta..")
            .because("reports hear of labs through the listeners");

    static final ArchRule JUNIT_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages("org.nestlab", "org.nestlab.internal.junit", "org.nestlab.suite")
            .and(describe(
                    "are no annotations of exact machines",
                    type -> !type.isAnnotation() || !type.getPackageName().equals("org.nestlab.exact")))
            .and()
            .doNotHaveFullyQualifiedName("org.nestlab.assertion.MetricVerdicts")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..")
            .because("labs also run from the command line");

    /** What waits for ever, by its name and parameters: each has a sibling that takes a time. */
    private static final Set<String> ENDLESS = Set.of(
            "Future.get()",
            "FutureTask.get()",
            "CompletableFuture.get()",
            "CompletableFuture.join()",
            "Process.waitFor()",
            "CountDownLatch.await()",
            "CyclicBarrier.await()",
            "Condition.await()",
            "Condition.awaitUninterruptibly()",
            "Semaphore.acquire()",
            "BlockingQueue.take()",
            "BlockingQueue.put(Object)",
            "ExecutorService.invokeAll(Collection)",
            "Object.wait()",
            "Thread.join()",
            "Lock.lock()",
            "Lock.lockInterruptibly()",
            "ReentrantLock.lock()",
            "ReentrantLock.lockInterruptibly()",
            "FileChannel.lock()");

    /** What waits without a look at what is waited for. */
    private static final Set<String> BLIND = Set.of(
            "Thread.sleep(long)",
            "Thread.sleep(long, int)",
            "Thread.sleep(Duration)",
            "TimeUnit.sleep(long)",
            "LockSupport.park()",
            "LockSupport.park(Object)",
            "LockSupport.parkNanos(long)",
            "LockSupport.parkNanos(Object, long)",
            "LockSupport.parkUntil(long)",
            "LockSupport.parkUntil(Object, long)");

    /** Where one of them stands for a reason, which is in its file. */
    static final Set<String> ENDLESS_FOR_A_REASON = Set.of(
            // A person at the terminal waits for it, and ends it with Ctrl-C.
            "org.nestlab.internal.cli.Programs",
            "org.nestlab.internal.cli.SetupCommand",
            // Asks a task that is done.
            "org.nestlab.internal.shell.Waiting$Looks",
            // For what cannot be asked whether it is over.
            "org.nestlab.internal.shell.Pause",
            // Held for a look at the pool, and let go of for whatever takes time.
            "org.nestlab.internal.pool.PoolLock",
            // Held for one call of libvirt, which has a limit.
            "org.nestlab.internal.guest.CreationBarrier");

    static final ArchRule NO_WAIT_WITHOUT_A_LIMIT = noClasses()
            .that(describe("have no reason of their own", type -> !ENDLESS_FOR_A_REASON.contains(type.getName())))
            .should()
            .callMethodWhere(describe("it waits for ever", call -> ENDLESS.contains(nameOf(call))))
            .orShould()
            .callMethodWhere(
                    describe("it waits for a time and not for something", call -> BLIND.contains(nameOf(call))))
            .because("whatever is waited for may never come, and a run has to end all the same");

    private ArchitectureRules() {}

    private static String nameOf(JavaMethodCall call) {
        return "%s.%s(%s)"
                .formatted(
                        call.getTargetOwner().getSimpleName(),
                        call.getName(),
                        call.getTarget().getRawParameterTypes().stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.joining(", ")));
    }

    private static ClassesShouldConjunction onlyIn(String home, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat(resideInAnyPackage(library));
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
                : type.getEnclosingClass().map(ArchitectureRules::marked).orElse(type);
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

    /** The packages that a test author types first are one slice: exceptions, specs and handles name each other. */
    private static final class ExtraSlices implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return Stream.of(EXTRAS)
                    .filter(extra -> resideInAPackage(extra).test(type))
                    .findFirst()
                    // The command line has an internal package beside its public one.
                    .map(extra -> SliceIdentifier.of(extra.replace(".internal.", ".")))
                    .orElseGet(SliceIdentifier::ignore);
        }

        @Override
        public String getDescription() {
            return "what can be left out";
        }
    }

    private static final class PackageSlices implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return switch (type.getPackageName()) {
                case "org.nestlab", "org.nestlab.spec", "org.nestlab.machine", "org.nestlab.spi" ->
                    SliceIdentifier.of("what a test author sees");
                default ->
                    type.getPackageName().startsWith("org.nestlab.")
                            ? SliceIdentifier.of(type.getPackageName())
                            : SliceIdentifier.ignore();
            };
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
