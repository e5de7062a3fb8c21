package org.nestlab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The boundaries inside the framework; {@code UsersKeepOutOfInternalsTests} of the report tests the one around it. */
public final class ArchitectureRules {

    static final ArchRule VALUES_TOUCH_NOTHING = noClasses()
            .that()
            .resideInAnyPackage("org.nestlab.spec", "org.nestlab.machine", "org.nestlab.spi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nestlab.internal..", "org.nestlab.cli..", "org.junit..")
            .because("specs and handles are what everything else is written against");

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

    /** The first registers what removes a thing, the second ends the labs. */
    private static final Set<String> AT_SHUTDOWN =
            Set.of("org.nestlab.internal.shell.ShutdownGate", "org.nestlab.internal.engine.LiveLabs");

    static final ArchRule SHUTDOWN_HOOKS_IN_ONE_PLACE = noClasses()
            .that(describe("are not at work in the shutdown", type -> !AT_SHUTDOWN.contains(type.getName())))
            .should()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class)
            .because("what is created and registered in two steps stays on the host if the JVM halts in between");

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
            "FileChannel.lock()",
            "FileChannel.lock(long, long, boolean)");

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
            "org.nestlab.internal.guest.CreationBarrier",
            // Waits for boots of exact machines, each of which has a limit.
            "org.nestlab.internal.exact.cost.SideBySide",
            // So is each boot that a test waits for.
            "org.nestlab.internal.junit.ExactBoots$Boot");

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
