package org.nestlab.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.spec.ValueProperties;

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

    /** One step of bringing up or taking down ended. */
    final class StepEnded implements LabEvent {

        private final String labId;
        private final Level level;
        private final String step;
        private final Instant start;
        private final Duration duration;
        private final @Nullable String failure;

        private StepEnded(
                String labId, Level level, String step, Instant start, Duration duration, @Nullable String failure) {
            this.labId = labId;
            this.level = level;
            this.step = step;
            this.start = start;
            this.duration = duration;
            this.failure = failure;
        }

        /** A step that nothing went wrong in. */
        public static StepEnded of(String labId, Level level, String step, Instant start, Duration duration) {
            return new StepEnded(labId, level, step, start, duration, null);
        }

        /** The same step, which failed. */
        public StepEnded withFailure(String why) {
            return new StepEnded(labId, level, step, start, duration, why);
        }

        @Override
        public String labId() {
            return labId;
        }

        /** The level of the guest that the step is about. */
        public Level level() {
            return level;
        }

        /** What was done, for example {@code L2 guest: wait for login}. */
        public String step() {
            return step;
        }

        /** When it began, by the wall clock. */
        public Instant start() {
            return start;
        }

        /** How long it took, by the monotonic clock. */
        public Duration duration() {
            return duration;
        }

        /** What went wrong; empty where nothing did. */
        public Optional<String> failure() {
            return Optional.ofNullable(failure);
        }

        private ValueProperties properties() {
            return ValueProperties.of(StepEnded.class)
                    .and("labId", labId)
                    .and("level", level)
                    .and("step", step)
                    .and("start", start)
                    .and("duration", duration)
                    .and("failure", failure);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof StepEnded same && properties().equals(same.properties());
        }

        @Override
        public int hashCode() {
            return properties().hashCode();
        }

        @Override
        public String toString() {
            return properties().toString();
        }
    }

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
