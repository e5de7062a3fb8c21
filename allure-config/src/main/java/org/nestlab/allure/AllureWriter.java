package org.nestlab.allure;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.FixtureResult;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nestlab.spi.LabEvent;

/** Writes events into Allure's model: one group of steps for each lab, attachments, labels. */
final class AllureWriter {

    private static final Map<String, String> EXTENSIONS = Map.of(
            "text/plain", ".txt",
            "text/xml", ".xml",
            "application/xml", ".xml",
            "application/json", ".json",
            "image/svg+xml", ".svg",
            "text/html", ".html");

    /** Adds what the events tell to a result that is still being made. */
    void addTo(TestResult result, List<LabEvent> events, Map<String, LabMemory> labs) {
        for (LabMemory lab : used(events, labs)) {
            label(result, "lab", lab.name());
            parameter(result, "lab", lab.name() + " [" + lab.id() + "]");
            if (!lab.tier().isEmpty()) {
                label(result, "tier", lab.tier());
                parameter(result, "tier", lab.tier());
            }
            lab.facts().forEach((name, value) -> label(result, name, value));
        }
        for (LabEvent event : events) {
            if (event instanceof LabEvent.Label l) {
                label(result, l.name(), l.value());
            } else if (event instanceof LabEvent.Evidence e) {
                result.getAttachments().add(attach(e.name(), e.mediaType(), e.content()));
            }
        }
        result.getSteps().addAll(0, groups(events, labs));
    }

    /** Writes what came when no test could take it: as a tear-down of the test given, or of nobody. */
    void writeTearDown(@Nullable String testUuid, List<LabEvent> events, Map<String, LabMemory> labs) {
        FixtureResult fixture = new FixtureResult();
        fixture.getSteps().addAll(groups(events, labs));
        for (LabEvent event : events) {
            if (event instanceof LabEvent.Evidence e) {
                fixture.getAttachments().add(attach(e.name(), e.mediaType(), e.content()));
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
        byLab.forEach((id, ofLab) -> LabSteps.group(Objects.requireNonNull(labs.get(id)), ofLab)
                .ifPresent(group -> {
                    for (LabEvent event : ofLab) {
                        if (event instanceof LabEvent.Planned p) {
                            String text = "tier %s: %s%n%n%s".formatted(p.tier(), p.reason(), p.plan());
                            group.getAttachments().add(attach("plan of " + p.name(), "text/plain", text));
                        }
                    }
                    groups.add(group);
                }));
        return groups;
    }

    private static List<LabMemory> used(List<LabEvent> events, Map<String, LabMemory> labs) {
        return events.stream()
                .filter(e -> !(e instanceof LabEvent.StepEnded) && !(e instanceof LabEvent.Down))
                .map(e -> Objects.requireNonNull(labs.get(e.labId())))
                .distinct()
                .toList();
    }

    private static void label(TestResult result, String name, String value) {
        Label label = new Label().setName(name).setValue(value);
        if (!result.getLabels().contains(label)) {
            result.getLabels().add(label);
        }
    }

    /** Excluded from the test's identity: the same test in another lab has the same history. */
    private static void parameter(TestResult result, String name, String value) {
        result.getParameters().add(new Parameter().setName(name).setValue(value).setExcluded(true));
    }

    private static Attachment attach(String name, String mediaType, String content) {
        String source = UUID.randomUUID() + "-attachment" + EXTENSIONS.getOrDefault(mediaType, "");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Allure.getLifecycle().writeAttachment(source, new ByteArrayInputStream(bytes));
        return new Attachment().setName(name).setType(mediaType).setSource(source);
    }
}
