package org.nestlab.allure.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apiguardian.api.API;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.OverheadText;
import org.nestlab.verdict.Comparison;
import org.nestlab.verdict.Gate;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Pair;
import org.nestlab.verdict.Verdict;

/**
 * A comparison pair by pair, in three pictures above each other: what both machines did, their ratio with the limit,
 * and how the evidence for and against it grew until the verdict. Pairs from earlier runs come first, on a different
 * background.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PairsChart {

    private static final double PANEL = 96;
    private static final double APART = 34;
    private static final int REMARK = 18;

    private final Comparison comparison;
    private final Words words;
    private final PairSeries series;
    private final Svg svg = new Svg();

    /**
     * What a comparison itself does not have of its experiment.
     *
     * @param wantedAgainst the evidence that is needed for the verdict "exceeded", as a natural logarithm
     */
    private record Words(String subject, String reference, GatePolicy policy, double wantedAgainst) {}

    private PairsChart(Comparison comparison, Words words) {
        this.comparison = comparison;
        this.words = words;
        series = PairSeries.of(comparison);
    }

    /** The picture of a comparison that was judged alone and by the default policy. */
    public static String svg(Comparison comparison) {
        return new PairsChart(
                        comparison,
                        new Words(
                                "subject",
                                "reference",
                                GatePolicy.DEFAULT,
                                Gate.lnEvidenceWanted(comparison, List.of(comparison), GatePolicy.DEFAULT)))
                .draw();
    }

    /**
     * The picture of one of an experiment's comparisons: with the names of the machines and the limits that all its
     * metrics share.
     */
    public static String svg(Experiment experiment, Comparison comparison) {
        double wanted = Gate.lnEvidenceWanted(
                comparison, experiment.comparisons(), experiment.design().policy());
        return new PairsChart(
                        comparison,
                        new Words(
                                experiment.design().subject(),
                                experiment.design().reference(),
                                experiment.design().policy(),
                                wanted))
                .draw();
    }

    private String draw() {
        Mark mark = Mark.of(comparison.verdict().map(Verdict::word).orElse(Mark.NOT_JUDGED.word()));
        String reason = comparison.verdict().map(Verdict::reason).orElse("no threshold, so nothing is judged");
        svg.text(8, 20, "n-bold", title(), 320)
                .text(Svg.WIDTH - 24, 20, "n-bold n-end " + mark.textStyle(), mark.word());
        mark.draw(svg, Svg.WIDTH - 14, 15.5);
        double y = 20;
        svg.group(reason);
        for (String line : Figures.wrap(reason, Svg.WIDTH - 16, 3)) {
            y += 17;
            svg.text(8, y, "n-small", line);
        }
        svg.end();
        double first = y + 14;
        if (series.size() == 0) {
            svg.text(8, y + 26, "n-dim", "Not one pair was measured that counts.");
            remarks(y + 44);
            return svg.done((int) y + 56, title(), description(mark, reason));
        }
        PairPanels panels = new PairPanels(svg, comparison, series);
        y = first + 12;
        panels.values(y, y + PANEL, words.subject(), words.reference());
        y += PANEL + APART;
        panels.ratios(y, y + PANEL);
        double bottom = y + PANEL;
        if (!series.standings().isEmpty()) {
            y += PANEL + APART;
            bottom = y + PANEL;
            panels.evidence(y, bottom, -Math.log(words.policy().beta()), words.wantedAgainst());
        }
        panels.axis(bottom);
        for (int i = 0; i < series.size(); i++) {
            panels.hit(i, first, bottom, told(i));
        }
        int height = (int) bottom + 42 + REMARK * remarks(bottom + 52);
        return svg.done(height, title(), description(mark, reason));
    }

    private String title() {
        return comparison.metric().name() + ", pair by pair";
    }

    /** What does not count, and what counts without a proof, one line each; returns the number of lines. */
    private int remarks(double y) {
        List<String> remarks = new ArrayList<>();
        if (!comparison.rejected().isEmpty()) {
            remarks.add("%s thrown away: %s"
                    .formatted(
                            Figures.count(comparison.rejected().size(), "pair"),
                            String.join("; ", comparison.rejected())));
        }
        if (!comparison.unproven().isEmpty()) {
            remarks.add("not proven: " + String.join("; ", comparison.unproven()));
        }
        for (int i = 0; i < remarks.size(); i++) {
            svg.text(8, y + i * REMARK, "n-small n-dim", remarks.get(i), Svg.WIDTH - 16);
        }
        return remarks.size();
    }

    private String told(int i) {
        Pair pair = series.pairs().get(i);
        String evidence = series.standings().isEmpty()
                ? ""
                : "\nevidence for %s, against %s"
                        .formatted(
                                Figures.evidence(series.standings().get(i).lnFor()),
                                Figures.evidence(series.standings().get(i).lnAgainst()));
        return "pair %d%s, %s, %s first\n%s %s %s, %s %s %s\nratio %s%s"
                .formatted(
                        pair.number(),
                        i < series.carried() ? " of an earlier run" : "",
                        Figures.moment(pair.at()),
                        pair.subjectFirst() ? words.subject() : words.reference(),
                        words.subject(),
                        OverheadText.number(pair.subject().value()),
                        comparison.metric().unit(),
                        words.reference(),
                        OverheadText.number(pair.reference().value()),
                        comparison.metric().unit(),
                        Figures.ratio(series.ratios().get(i)),
                        evidence);
    }

    private String description(Mark mark, String reason) {
        return "%s of %s against %s: %s, %s. %s, %d of them from earlier runs%s."
                .formatted(
                        comparison.metric().name(),
                        words.subject(),
                        words.reference(),
                        mark.word(),
                        reason,
                        Figures.count(series.size(), "pair"),
                        series.carried(),
                        series.standings().isEmpty()
                                ? ""
                                : ", evidence for %s, against %s"
                                        .formatted(
                                                Figures.evidence(series.last().lnFor()),
                                                Figures.evidence(series.last().lnAgainst())));
    }

    /** Both values of all pairs. */
    static DoubleStream values(PairSeries series) {
        return series.pairs().stream()
                .flatMapToDouble(pair ->
                        DoubleStream.of(pair.subject().value(), pair.reference().value()));
    }
}
