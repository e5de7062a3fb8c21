package org.nestlab.allure;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.FixtureResult;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nestlab.spi.LabEvent;

/** Writes events into Allure's model: one group of steps for each lab, attachments, labels. */
final class AllureWriter {

    private final Optional<Link> build;

    /** @param build the CI build that the results come from */
    AllureWriter(Optional<Link> build) {
        this.build = build;
    }

    /** Adds the events to a result that is still being made. */
    void addTo(TestResult result, List<LabEvent> events, TestMeasurements measured, Map<String, LabMemory> labs) {
        for (LabMemory lab : used(events, labs)) {
            Labels.label(result, "lab", lab.name());
            Labels.parameter(result, "lab", lab.name() + " [" + lab.id() + "]");
            if (!lab.tier().isEmpty()) {
                Labels.label(result, "tier", lab.tier());
                Labels.parameter(result, "tier", lab.tier());
            }
            lab.facts().forEach((name, value) -> Labels.label(result, name, value));
        }
        for (LabEvent event : events) {
            if (event instanceof LabEvent.Label l) {
                Labels.label(result, l.name(), l.value());
            } else if (event instanceof LabEvent.Evidence e) {
                result.getAttachments().add(Attachments.write(e.name(), e.mediaType(), e.content()));
            }
        }
        result.getSteps().addAll(0, groups(events, labs));
        if (!measured.isEmpty()) {
            new MeasuredResult(result, build).add(measured);
            used(events, labs).forEach(lab -> planOfAnEarlierTest(result, lab, events));
        }
    }

    /** Adds the machines of a measurement to its result, even if another test brought the lab up. */
    private static void planOfAnEarlierTest(TestResult result, LabMemory lab, List<LabEvent> events) {
        boolean broughtUpHere = events.stream()
                .anyMatch(e -> e instanceof LabEvent.Planned && e.labId().equals(lab.id()));
        if (!broughtUpHere && !lab.plan().isEmpty()) {
            result.getAttachments().add(Attachments.write("plan of " + lab.name(), "text/plain", lab.plan()));
            lab.definitions()
                    .forEach((name, xml) -> result.getAttachments().add(Attachments.write(name, "text/xml", xml)));
        }
    }

    /** Writes events that no running test can take: as a tear-down of the given test, or of no test. */
    void writeTearDown(@Nullable String testUuid, List<LabEvent> events, Map<String, LabMemory> labs) {
        FixtureResult fixture = new FixtureResult();
        fixture.getSteps().addAll(groups(events, labs));
        for (LabEvent event : events) {
            if (event instanceof LabEvent.Evidence e) {
                fixture.getAttachments().add(Attachments.write(e.name(), e.mediaType(), e.content()));
            }
        }
        Span span = Span.of(events);
        fixture.setName("lab after its tests")
                .setStage(Stage.FINISHED)
                .setStatus(LabSteps.statusOf(events))
                .setStart(span.start().toEpochMilli())
                .setStop(span.stop().toEpochMilli());
        TestResultContainer container = new TestResultContainer()
                .setUuid(UUID.randomUUID().toString())
                .setName("Nestlab")
                .setChildren(testUuid == null ? List.of() : List.of(testUuid))
                .setAfters(List.of(fixture));
        AllureLifecycle lifecycle = Allure.getLifecycle();
        lifecycle.startTestContainer(container);
        container.setStart(span.start().toEpochMilli()).setStop(span.stop().toEpochMilli());
        lifecycle.writeTestContainer(container.getUuid());
    }

    private List<StepResult> groups(List<LabEvent> events, Map<String, LabMemory> labs) {
        Map<String, List<LabEvent>> byLab = new LinkedHashMap<>();
        for (LabEvent event : events) {
            byLab.computeIfAbsent(event.labId(), id -> new ArrayList<>()).add(event);
        }
        List<StepResult> groups = new ArrayList<>();
        byLab.forEach((id, ofLab) -> {
            LabMemory lab = Objects.requireNonNull(labs.get(id));
            LabSteps.group(lab, ofLab).ifPresent(group -> {
                if (ofLab.stream().anyMatch(LabEvent.Planned.class::isInstance)) {
                    group.getAttachments().add(Attachments.write("plan of " + lab.name(), "text/plain", lab.plan()));
                }
                groups.add(group);
            });
        });
        return groups;
    }

    private static List<LabMemory> used(List<LabEvent> events, Map<String, LabMemory> labs) {
        return events.stream()
                .filter(e -> !(e instanceof LabEvent.StepEnded) && !(e instanceof LabEvent.Down))
                .map(e -> Objects.requireNonNull(labs.get(e.labId())))
                .distinct()
                .toList();
    }
}
