package org.nestlab.allure;

import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nestlab.spi.LabEvent;

/** The steps of one lab as a single Allure step with a sub-step for each, which has its own start and duration. */
final class LabSteps {

    private LabSteps() {}

    /** The group; empty if the events contain no step of the lab. */
    static Optional<StepResult> group(LabMemory lab, List<LabEvent> events) {
        boolean isWork = events.stream()
                .anyMatch(e -> e instanceof LabEvent.StepEnded
                        || e instanceof LabEvent.Planned
                        || e instanceof LabEvent.StartedAgain
                        || e instanceof LabEvent.Up
                        || e instanceof LabEvent.Down);
        if (!isWork) {
            return Optional.empty();
        }
        Span span = Span.of(events);
        StepResult group = new StepResult()
                .setName("lab " + lab.name() + outcome(events))
                .setStage(Stage.FINISHED)
                .setStatus(statusOf(events))
                .setStart(span.start().toEpochMilli())
                .setStop(span.stop().toEpochMilli());
        group.getParameters().add(new Parameter().setName("lab").setValue(lab.id()));
        if (!lab.tier().isEmpty()) {
            group.getParameters().add(new Parameter().setName("tier").setValue(lab.tier()));
        }
        for (LabEvent event : events) {
            if (event instanceof LabEvent.StepEnded step) {
                group.getSteps().add(step(step));
            } else if (event instanceof LabEvent.StartedAgain again) {
                group.getParameters()
                        .add(new Parameter().setName("started again").setValue(again.because()));
            } else if (event instanceof LabEvent.Down down && !down.leftovers().isEmpty()) {
                group.getSteps().add(leftovers(down, span));
            }
        }
        return Optional.of(group);
    }

    static Status statusOf(List<LabEvent> events) {
        return events.stream().anyMatch(LabSteps::isFailure) ? Status.BROKEN : Status.PASSED;
    }

    private static boolean isFailure(LabEvent event) {
        if (event instanceof LabEvent.StepEnded step) {
            return step.failure().isPresent();
        }
        return event instanceof LabEvent.Down down && !down.leftovers().isEmpty();
    }

    private static String outcome(List<LabEvent> events) {
        StringBuilder outcome = new StringBuilder();
        for (LabEvent event : events) {
            if (event instanceof LabEvent.Up up) {
                outcome.append(" up in ").append(seconds(up.duration()));
            } else if (event instanceof LabEvent.Down down) {
                outcome.append(outcome.length() == 0 ? "" : ",")
                        .append(" down in ")
                        .append(seconds(down.duration()));
            }
        }
        return outcome.toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static StepResult step(LabEvent.StepEnded event) {
        StepResult step = new StepResult()
                .setName(event.step())
                .setStage(Stage.FINISHED)
                .setStatus(event.failure().isPresent() ? Status.BROKEN : Status.PASSED)
                .setStart(event.start().toEpochMilli())
                .setStop(event.start().plus(event.duration()).toEpochMilli());
        step.getParameters()
                .add(new Parameter().setName("level").setValue(event.level().toString()));
        event.failure().ifPresent(failure -> step.setStatusDetails(new StatusDetails().setMessage(failure)));
        return step;
    }

    private static StepResult leftovers(LabEvent.Down down, Span span) {
        return new StepResult()
                .setName("left behind: " + down.leftovers())
                .setStage(Stage.FINISHED)
                .setStatus(Status.BROKEN)
                .setStatusDetails(new StatusDetails().setMessage(down.leftovers()))
                .setStart(span.stop().toEpochMilli())
                .setStop(span.stop().toEpochMilli());
    }
}
