package org.nestlab.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;

/** Something that happened to a lab. Events of one lab arrive in the order in which they happened. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface LabEvent {

    /** The lab's identifier: 8 hexadecimal digits, unique on its host. */
    String labId();

    /**
     * A lab is about to be brought up.
     *
     * @param name the spec's name
     * @param tier the tier it will run on
     * @param reason why that tier, in one line
     * @param plan everything that will be created, as text
     */
    record Planned(String labId, String name, Tier tier, String reason, String plan) implements LabEvent {}

    /**
     * One step of bringing up or taking down ended.
     *
     * @param level the level of the guest that the step is about
     * @param step what was done, for example {@code L2 guest: wait for login}
     * @param start when it began, by the wall clock
     * @param duration how long it took, by the monotonic clock
     * @param failure what went wrong, if anything did
     */
    record StepEnded(String labId, Level level, String step, Instant start, Duration duration, Optional<String> failure)
            implements LabEvent {}

    /**
     * The lab is another start of one that did not come up, which had another identifier.
     *
     * @param because in a few words what ended the start before, for example {@code a guest hung}
     * @param why all that is known of it
     */
    record StartedAgain(String labId, String because, String why) implements LabEvent {}

    /** The lab is up, all its guests ready; {@code duration} from the first step. */
    record Up(String labId, Duration duration) implements LabEvent {}

    /** The lab is gone; {@code leftovers} names what could not be removed, empty where all is well. */
    record Down(String labId, Duration duration, String leftovers) implements LabEvent {}

    /**
     * Evidence for the test that runs on the calling thread, or for the next one on it.
     *
     * @param kind what it is of
     * @param name for people, for example {@code L1 hypervisor console}
     * @param mediaType for example {@code text/plain}
     */
    record Evidence(String labId, Kind kind, String name, String mediaType, String content) implements LabEvent {

        /** What evidence is of. */
        public enum Kind {
            /** How a guest was defined: it holds for every test on the lab, and not only for the one that runs now. */
            DEFINITION,
            /** What was seen or measured. */
            FINDING
        }

        /** A finding. */
        public Evidence(String labId, String name, String mediaType, String content) {
            this(labId, Kind.FINDING, name, mediaType, content);
        }
    }

    /** A fact that labels the running test: {@code tier}, {@code level}, {@code kernel.L1} … */
    record Label(String labId, String name, String value) implements LabEvent {}
}
