package org.nestlab.allure.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.nestlab.allure.chart.MatrixChartCell;
import org.nestlab.allure.chart.MatrixChartCell.State;
import org.nestlab.allure.chart.Severity;
import org.nestlab.allure.report.Results.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Estimate;

/**
 * What the tests of a cell did and measured.
 *
 * @param experiments those that the tests show in their results
 */
record CellOutcome(List<Test> tests, List<Experiment> experiments) {

    /** A longer message is shown in the test's own result only. */
    private static final int MESSAGE = 160;

    CellOutcome {
        tests = List.copyOf(tests);
        experiments = List.copyOf(experiments);
    }

    /** One metric of one experiment. */
    private record Measured(Experiment experiment, Comparison comparison) {

        String word() {
            return comparison.verdict().map(org.nestlab.verdict.Verdict::word).orElse("not judged");
        }

        Optional<Estimate> estimate() {
            return comparison.estimate().filter(it -> it.ratio() > 0 && Double.isFinite(it.ratio()));
        }

        double margin() {
            return Severity.margin(estimate(), comparison.threshold());
        }

        MatrixChartCell.Worst told() {
            return new MatrixChartCell.Worst(
                    comparison.metric().name(),
                    experiment.design().levels().toString(),
                    estimate().map(Estimate::ratioText).orElse("–"),
                    word(),
                    comparison
                            .threshold()
                            .map(it -> Headline.ratioText(it.floor()))
                            .orElse(""));
        }
    }

    /** Takes the experiments of the tests from those of the run. */
    static CellOutcome of(List<Test> tests, Map<UUID, Experiment> run) {
        Map<String, Experiment> byName = run.values().stream()
                .collect(Collectors.toMap(it -> it.design().id().toString(), it -> it));
        return new CellOutcome(
                tests,
                tests.stream()
                        .flatMap(test -> test.experiments().stream())
                        .distinct()
                        .map(byName::get)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The stacks that this cell was compared with, as text. */
    Set<String> baselines() {
        return experiments.stream()
                .flatMap(it -> Optional.ofNullable(it.design().setup().get("baseline")).stream())
                .collect(Collectors.toSet());
    }

    MatrixChartCell cell(boolean baseline) {
        return new MatrixChartCell(state(), worst(), detail(), baseline);
    }

    private List<Measured> measured() {
        return experiments.stream()
                .flatMap(it -> it.comparisons().stream().map(comparison -> new Measured(it, comparison)))
                .toList();
    }

    private Optional<MatrixChartCell.Worst> worst() {
        return measured().stream()
                .min(Severity.worstFirst(it -> it.comparison().verdict(), Measured::margin))
                .map(Measured::told);
    }

    private State state() {
        if (tests.isEmpty()) {
            return State.NOT_RUN;
        }
        Set<State> all = tests.stream().map(CellOutcome::state).collect(Collectors.toSet());
        measured()
                .forEach(it -> all.add(
                        switch (Headline.verdict(it.word())) {
                            case PASSED -> State.WITHIN;
                            case FAILED -> State.EXCEEDED;
                            // as for the test that asks for the verdict
                            case BROKEN -> State.FAILED;
                            case SKIPPED -> State.UNDECIDED;
                            case UNKNOWN -> State.PASSED;
                        }));
        return all.stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private static State state(Test test) {
        if (test.verdict() == TestStatus.PASSED) {
            return State.PASSED;
        }
        Category category = test.category().orElse(null);
        if (category == Category.EXCEEDED) {
            return State.EXCEEDED;
        }
        return test.verdict() == TestStatus.SKIPPED || category == Category.INCONCLUSIVE
                ? State.UNDECIDED
                : State.FAILED;
    }

    private String detail() {
        if (tests.isEmpty()) {
            return "no test of it left a result";
        }
        long passed = tests.stream()
                .filter(test -> test.verdict() == TestStatus.PASSED)
                .count();
        String count = "%d of %d tests passed".formatted(passed, tests.size());
        return tests.stream()
                .filter(test -> test.verdict() != TestStatus.PASSED)
                .min(Comparator.comparing((Test test) -> state(test)).thenComparing(Test::start))
                .map(worst -> "%s; %s: %s".formatted(count, worst.name(), firstLine(worst.message())))
                .orElse(count);
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("no message");
        return line.length() <= MESSAGE ? line : line.substring(0, MESSAGE - 1) + "…";
    }
}
