package org.nestlab.allure.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.nestlab.allure.MatrixRecorder;
import org.nestlab.allure.chart.MatrixChartCell;
import org.nestlab.allure.chart.MatrixChartCell.State;
import org.nestlab.allure.chart.MatrixGrid;
import org.nestlab.allure.report.Results.Test;
import org.nestlab.experiment.Experiment;
import org.nestlab.spi.MatrixLayout;

/**
 * The results of a matrix in this run.
 *
 * @param owner the test class, without its package
 * @param grids one; for more than two axes, one for each combination of labels of the further axes
 */
record MatrixOfRun(String owner, List<MatrixGrid> grids) {

    MatrixOfRun {
        grids = List.copyOf(grids);
    }

    /**
     * Puts tests and experiments into their cells.
     *
     * @param tests of the whole run
     * @param experiments of the whole run
     */
    static MatrixOfRun of(MatrixLayout layout, List<Test> tests, Map<UUID, Experiment> experiments) {
        Map<MatrixLayout.Cell, CellOutcome> outcomes = new LinkedHashMap<>();
        Set<String> baselines = new LinkedHashSet<>();
        for (MatrixLayout.Cell cell : layout.cells()) {
            CellOutcome outcome = CellOutcome.of(ofCell(layout, cell, tests), experiments);
            baselines.addAll(outcome.baselines());
            outcomes.put(cell, outcome);
        }
        Map<List<String>, List<MatrixChartCell>> parts = new LinkedHashMap<>();
        outcomes.forEach((cell, outcome) -> parts.computeIfAbsent(further(cell.labels()), labels -> new ArrayList<>())
                .add(cell.leftOut()
                        .map(why -> new MatrixChartCell(State.LEFT_OUT, Optional.empty(), why, false))
                        .orElseGet(() -> outcome.cell(baselines.contains(cell.stack())))));
        String owner = simple(layout.owner());
        return new MatrixOfRun(
                owner,
                parts.entrySet().stream()
                        .map(part -> grid(owner, layout.axes(), part.getKey(), part.getValue()))
                        .toList());
    }

    private static List<Test> ofCell(MatrixLayout layout, MatrixLayout.Cell cell, List<Test> tests) {
        return tests.stream()
                .filter(test -> test.label(MatrixRecorder.OWNER).equals(layout.owner())
                        && cell.lab()
                                .filter(test.label(MatrixRecorder.CELL)::equals)
                                .isPresent())
                .toList();
    }

    /** The labels of the third axis and of those after it. */
    private static List<String> further(List<String> labels) {
        return labels.subList(Math.min(2, labels.size()), labels.size());
    }

    private static MatrixGrid grid(
            String owner, List<MatrixLayout.Axis> axes, List<String> further, List<MatrixChartCell> cells) {
        String shown = axes.stream().limit(2).map(MatrixLayout.Axis::name).collect(Collectors.joining(" × "));
        StringBuilder title = new StringBuilder(owner).append(": ").append(shown);
        for (int i = 0; i < further.size(); i++) {
            title.append(", ").append(axes.get(i + 2).name()).append(' ').append(further.get(i));
        }
        boolean one = axes.size() == 1;
        return new MatrixGrid(
                title.toString(),
                axes.get(0).name(),
                axes.get(0).labels(),
                one ? "" : axes.get(1).name(),
                one ? List.of("") : axes.get(1).labels(),
                cells);
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** The number of cells for each outcome, the worst first, for example {@code 1 exceeded, 3 within}. */
    String summary() {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        grids.stream()
                .flatMap(grid -> grid.cells().stream())
                .forEach(cell -> counts.merge(cell.state(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
    }
}
