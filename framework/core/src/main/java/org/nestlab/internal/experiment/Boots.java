package org.nestlab.internal.experiment;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nestlab.LabException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

/**
 * Fresh boots of one lab, each of which measures all metrics of all levels: one side of a comparison that cannot be
 * measured in turns.
 */
public final class Boots {

    /** One boot in ten, rounded up, may be discarded; another takes its place. */
    private static final int ONE_IN = 10;

    /**
     * What is measured.
     *
     * @param count how many boots
     */
    public record Request(
            LabSpec lab,
            SortedMap<Level, List<Workload>> workloads,
            Timing timing,
            Fingerprint fingerprint,
            int count) {}

    /**
     * The result.
     *
     * @param series the outermost level first; empty if it could not be measured to its end
     * @param thrownAway boots that do not count, one line each
     * @param notes what else a reader should know, one line each
     * @param failed why it was not completed; empty if it was, or if too many boots were discarded
     */
    public record Measured(
            List<BootSeries> series, List<String> thrownAway, List<String> notes, Optional<Failed> failed) {}

    /**
     * A lab that could not be measured.
     *
     * @param booted whether it came up
     */
    public record Failed(boolean booted, LabException cause) {}

    private final LabEngine engine;
    private final StageFactory stages;
    private final Settings settings;
    private final Consumer<String> progress;

    /** @param progress receives a line for each boot */
    public Boots(LabEngine engine, StageFactory stages, Settings settings, Consumer<String> progress) {
        this.engine = engine;
        this.stages = stages;
        this.settings = settings;
        this.progress = progress;
    }

    /** Boots and measures until the requested number of boots count. */
    public Measured run(Request request, Host host) {
        try (BootStage stage = new BootStage(
                engine,
                stages,
                settings,
                host,
                request.lab(),
                request.lab(),
                request.workloads().lastKey(),
                request.timing(),
                request.fingerprint())) {
            return new Running(stage, request).run();
        }
    }

    private final class Running {

        private final BootStage stage;
        private final Request request;
        private final List<LevelWorkload> workloads;
        private final List<Map<Workload, VisitResult>> boots = new ArrayList<>();
        private final List<String> thrownAway = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Running(BootStage stage, Request request) {
            this.stage = stage;
            this.request = request;
            this.workloads = LevelWorkload.deepestFirst(request.workloads());
        }

        Measured run() {
            int most = (request.count() + ONE_IN - 1) / ONE_IN;
            while (boots.size() < request.count()) {
                if (thrownAway.size() > most) {
                    return new Measured(List.of(), thrownAway, notes, Optional.empty());
                }
                try {
                    boot();
                } catch (LabException e) {
                    Optional<String> broken = stage.mend();
                    if (broken.isEmpty()) {
                        Failed failed = stage.failure()
                                .map(it -> new Failed(it.booted(), it.cause()))
                                .orElseGet(() -> new Failed(true, e));
                        return new Measured(List.of(), thrownAway, notes, Optional.of(failed));
                    }
                    throwAway(broken.get());
                }
            }
            return new Measured(
                    workloads.stream()
                            .flatMap(this::series)
                            .sorted(Comparator.comparing(BootSeries::level))
                            .toList(),
                    thrownAway,
                    notes,
                    Optional.empty());
        }

        private void boot() {
            int number = boots.size() + thrownAway.size() + 1;
            stage.awaitQuiet().forEach(line -> notes.add("boot %d: %s".formatted(number, line)));
            int again = stage.startedAgain().size();
            Map<Workload, VisitResult> outcomes = Visits.outcomes(stage, Side.SUBJECT, List.copyOf(workloads));
            stage.startedAgain().stream().skip(again).forEach(line -> notes.add("boot %d: %s".formatted(number, line)));
            String complaints = outcomes.entrySet().stream()
                    .flatMap(it -> complaints(it.getKey(), it.getValue()))
                    .collect(joining("; "));
            if (complaints.isEmpty()) {
                boots.add(outcomes);
                outcomes.entrySet().stream()
                        .flatMap(it -> it.getValue().unproven().stream()
                                .map(line -> "not proven: %s: %s"
                                        .formatted(it.getKey().name(), line)))
                        .filter(line -> !notes.contains(line))
                        .forEach(notes::add);
                progress.accept("boot %d of %d is measured".formatted(boots.size(), request.count()));
            } else {
                throwAway(complaints);
            }
        }

        private void throwAway(String why) {
            String line = "boot %d: thrown away: %s".formatted(boots.size() + thrownAway.size() + 1, why);
            thrownAway.add(line);
            progress.accept(line);
        }

        private Stream<String> complaints(Workload workload, VisitResult outcome) {
            if (outcome.refusal() != null) {
                return Stream.of("%s: %s".formatted(workload.name(), outcome.refusal()));
            }
            Map<String, String> facts = boots.isEmpty() ? outcome.facts() : facts(workload);
            return facts.equals(outcome.facts())
                    ? Stream.empty()
                    : Stream.of("%s: %s in this boot, and %s in the first"
                            .formatted(workload.name(), outcome.facts(), facts));
        }

        private Map<String, String> facts(Workload workload) {
            return of(boots.get(0), workload).facts();
        }

        private Stream<BootSeries> series(LevelWorkload workload) {
            return workload.metrics().stream().map(metric -> series(workload, metric));
        }

        private BootSeries series(LevelWorkload workload, Metric metric) {
            return new BootSeries(
                    workload.level(),
                    workload.plain(metric),
                    facts(workload),
                    boots.stream()
                            .map(boot -> of(boot, workload).sample(metric).value())
                            .toList());
        }

        private static VisitResult of(Map<Workload, VisitResult> boot, Workload workload) {
            return Optional.ofNullable(boot.get(workload)).orElseThrow();
        }
    }
}
