package org.nestlab;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

/**
 * No deadline, time-out or duration depends on the wall clock, which jumps: only stamps for people are taken from it.
 */
class WallClockTests {

    /** They say when something was, and compute nothing from it but how old a kept result or a lab is. */
    private static final String STAMPING =
            "org\\.nestlab\\.(cli|internal(\\.[a-z]+)+)\\.(ArrivalTimes|BootPairs|ExactAcceptCommand|ExperimentRun"
                    + "|GuestAgent|HostCompareCommand|HostRun|Journal|LabBench|LabProgress|LabReport|ListCommand|MachineFolder"
                    + "|OldKernels|PairedExperiment|RunDump|ShardFile|Steps|UpCommand)";

    /** {@link ArchitectureTests} looks whether the framework keeps it: to import all of it takes seconds. */
    static final ArchRule MONOTONIC = noClasses()
            .that()
            .haveNameNotMatching(STAMPING)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .callMethodWhere(target(nameMatching("now|system.*"))
                    .and(target(owner(JavaClass.Predicates.belongToAnyOf(
                            Clock.class,
                            Instant.class,
                            LocalDate.class,
                            LocalDateTime.class,
                            OffsetDateTime.class,
                            ZonedDateTime.class)))));

    @Test
    void aDeadlineByTheWallClockIsSeen() {
        JavaClasses samples = new ClassFileImporter().importClasses(Deadline.class, Stamp.class);

        assertThat(MONOTONIC.evaluate(samples).getFailureReport().getDetails()).hasSize(2);
    }

    static final class Deadline {
        static boolean isOver(long millis) {
            return System.currentTimeMillis() > millis;
        }
    }

    static final class Stamp {
        static Instant now() {
            return Instant.now();
        }
    }
}
