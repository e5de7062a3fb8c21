package org.nestlab.internal.upgrade;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.Profile;
import org.nestlab.internal.digest.Sha256;
import org.nestlab.internal.experiment.BootSeries;
import org.nestlab.internal.experiment.Boots;
import org.nestlab.internal.experiment.StageFactory;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Command;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.Secrets;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.Outcome;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/** Measures a lab on the host as it runs now: whether it works, then so many fresh boots. */
public final class HostRun {

    /** Fewer are no sample, and more than {@link #MOST_BOOTS} take a day. */
    private static final int LEAST_BOOTS = 3;

    private static final int MOST_BOOTS = 100;

    /**
     * What is measured.
     *
     * @param workloads for each level that is measured
     * @param boots how many, 3 to 100
     */
    public record Request(HostRecording.Role role, LabSpec lab, SortedMap<Level, List<Workload>> workloads, int boots) {

        public Request {
            MeasuredLab.requireLevels(lab, workloads);
            if (boots < LEAST_BOOTS || boots > MOST_BOOTS) {
                throw new LabConfigurationException(
                        "%d boots; expected %d to %d, like 8".formatted(boots, LEAST_BOOTS, MOST_BOOTS));
            }
        }

        /** How many metrics are judged together. */
        public int metrics() {
            return (int) workloads.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(workload -> workload.metrics().size())
                    .sum();
        }
    }

    /**
     * The result.
     *
     * @param recording empty if the host does not work, or if that is unknown
     * @param outcome {@code GOOD} if there is a recording
     * @param reason why there is none
     */
    public record Result(Optional<HostRecording> recording, Outcome outcome, String reason) {}

    private final LabEngine engine;
    private final StageFactory stages;
    private final Settings settings;
    private final Host host;
    private final Consumer<String> progress;

    /** @param progress receives a line before each step */
    public HostRun(LabEngine engine, StageFactory stages, Settings settings, Host host, Consumer<String> progress) {
        this.engine = engine;
        this.stages = stages;
        this.settings = settings;
        this.host = host;
        this.progress = progress;
    }

    /**
     * Measures the host.
     *
     * @param before receives the fingerprint of the host and the way of measuring, and may refuse them with a
     *     {@link LabConfigurationException}
     */
    public Result measure(Request request, BiConsumer<Fingerprint, Map<String, String>> before) {
        LabSpec lab = MeasuredLab.withDisk(request.lab(), request.workloads());
        progress.accept("does the lab work on this host");
        StackCheck.Result works = StackCheck.of(engine, lab, Stack.parse(List.of()), settings);
        works.checks().forEach(check -> progress.accept("  " + check));
        if (works.noVerdict().isPresent()) {
            return none(
                    Outcome.CANNOT_TELL,
                    "whether it works: " + works.noVerdict().get());
        }
        if (works.failed().isPresent()) {
            return none(
                    Outcome.DOES_NOT_WORK,
                    "the lab failed the check '%s'"
                            .formatted(works.failed().get().claim()));
        }
        StackFacts facts = works.facts().orElseThrow();
        if (!facts.fingerprint().identity().containsKey("L0.kernel")) {
            return none(Outcome.CANNOT_TELL, "the host did not say which kernel it runs");
        }
        Profile profile = settings.experiments().profile(facts.tier());
        Timing timing = profile.timing(facts.tier());
        Map<String, String> setup = setup(lab, request.workloads(), profile, timing);
        before.accept(facts.fingerprint(), setup);
        Instant began = Instant.now();
        Boots.Measured measured = new Boots(engine, stages, settings, progress)
                .run(
                        new Boots.Request(
                                MeasuredLab.downTo(lab, request.workloads().lastKey()),
                                request.workloads(),
                                timing,
                                facts.fingerprint(),
                                request.boots()),
                        host);
        return seen(
                measured,
                series -> new HostRecording(
                        request.role(), began, Instant.now(), facts.fingerprint(), setup, series, notes(measured)));
    }

    private static Result seen(Boots.Measured measured, Function<List<BootSeries>, HostRecording> recording) {
        if (measured.failed().isPresent()) {
            BootFailure failure = new BootFailure(
                    "the lab",
                    measured.failed().get().booted(),
                    measured.failed().get().cause());
            return none(failure.outcome(), failure.reason());
        }
        if (measured.series().isEmpty()) {
            return none(
                    Outcome.CANNOT_TELL,
                    "too many boots were thrown away: " + String.join("; ", measured.thrownAway()));
        }
        return new Result(Optional.of(recording.apply(measured.series())), Outcome.GOOD, "");
    }

    private static Result none(Outcome outcome, String reason) {
        return new Result(Optional.empty(), outcome, reason);
    }

    private static List<String> notes(Boots.Measured measured) {
        return Stream.concat(measured.thrownAway().stream(), measured.notes().stream())
                .toList();
    }

    /** Distinguishes this machine from another one of its kind without revealing its identifier. */
    private String machine() {
        String id = host.run(Command.shell("cat /etc/machine-id 2>/dev/null || true"))
                .orThrow()
                .text();
        return id.isEmpty() ? "" : Sha256.hex("nestlab host " + id).substring(0, 16);
    }

    /** All that has an influence and is in no fingerprint. */
    private Map<String, String> setup(
            LabSpec lab, SortedMap<Level, List<Workload>> workloads, Profile profile, Timing timing) {
        Map<String, String> setup = new TreeMap<>();
        setup.put("machine", machine());
        setup.put("lab", Secrets.removedFrom(lab.toString()));
        setup.put("stack", settings.stack().orElse(""));
        setup.put("profile", profile.word());
        setup.put("settle", timing.settle().toMillis() + " ms");
        setup.put("ramp", timing.ramp().toMillis() + " ms");
        setup.put("measure", timing.measure().toMillis() + " ms");
        workloads.forEach((level, ofLevel) -> ofLevel.forEach(workload -> setup.put(
                level + ":" + workload.name(),
                "%s of %s"
                        .formatted(
                                workload.metrics().stream().map(Metric::name).toList(),
                                new TreeMap<>(workload.settings())))));
        return setup;
    }
}
