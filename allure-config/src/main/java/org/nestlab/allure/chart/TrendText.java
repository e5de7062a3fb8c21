package org.nestlab.allure.chart;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.experiment.OverheadText;

/** A trend in words. */
final class TrendText {

    /** The most likely explanation comes first. */
    private static final List<String> ORDER = List.of("kernel", "qemu", "libvirt", "image", "cpu", "microcode");

    private final Trend trend;
    private final Trend.@Nullable Point newest;
    // points share them, and each needs the digest
    private final IdentityHashMap<Fingerprint, String> fingerprints = new IdentityHashMap<>();

    /** @param newest the text about the newest run */
    TrendText(Trend trend, Optional<Trend.Point> newest) {
        this.trend = trend;
        this.newest = newest.orElse(null);
    }

    Optional<Trend.Point> newest() {
        return Optional.ofNullable(newest);
    }

    String title() {
        return "%s, %s".formatted(trend.metric().name(), trend.levels());
    }

    /** For example {@code L2 guest against L1 hypervisor, lab default, kvm tier}. */
    String machines() {
        return "%s against %s, lab %s, %s tier"
                .formatted(trend.subject(), trend.reference(), trend.lab(), trend.tier());
    }

    String run(Trend.Point point) {
        return trend.runs().get(point.run()).id();
    }

    /**
     * All facts about a point, one on each line; built by hand, because thousands of formats would take most of a
     * picture's time.
     */
    String told(Trend.Point point) {
        StringBuilder text = new StringBuilder(run(point))
                .append(", ")
                .append(Figures.moment(point.at()))
                .append('\n')
                .append(point.test())
                .append('\n')
                .append(point.estimate().map(it -> "ratio " + it).orElse("no ratio"))
                .append('\n');
        if (point.pairs() > 0) {
            text.append(figure(trend.subject(), point.subject()))
                    .append(", ")
                    .append(figure(trend.reference(), point.reference()))
                    .append(" (medians of ")
                    .append(Figures.count(point.pairs(), "pair"))
                    .append(")\n");
        }
        text.append(point.word());
        point.threshold().ifPresent(it -> text.append(", expected ").append(it.wordsWithSource()));
        return text.append("\nfingerprint ")
                .append(fingerprints.computeIfAbsent(point.fingerprint(), Fingerprint::id))
                .toString();
    }

    /** For example {@code L2 guest: 9,840 IOPS}. */
    private String figure(String machine, double value) {
        return machine + ": " + OverheadText.number(value) + " "
                + trend.metric().unit();
    }

    /** For example {@code L1 kernel}, or {@code L1 kernel +2} if more changed. */
    static String brief(Trend.Change change) {
        List<Difference> sorted = sorted(change);
        String first = name(sorted.get(0));
        return sorted.size() == 1 ? first : first + " +" + (sorted.size() - 1);
    }

    /** For example {@code L1 kernel 6.1.0-41 → 6.1.0-42; image 1f → 2e}. */
    static String whole(Trend.Change change) {
        return sorted(change).stream()
                .map(it -> "%s %s → %s".formatted(name(it), value(it.before()), value(it.after())))
                .collect(Collectors.joining("; "));
    }

    private static List<Difference> sorted(Trend.Change change) {
        return change.differences().stream()
                .sorted(Comparator.comparingInt(TrendText::rank))
                .toList();
    }

    private static int rank(Difference it) {
        int place = ORDER.indexOf(it.what());
        return place < 0 ? ORDER.size() : place;
    }

    private static String name(Difference it) {
        return (it.where() + " " + it.what()).strip();
    }

    private static String value(Optional<String> value) {
        return value.orElse("(not known)");
    }

    /** For example {@code -12.3 % from run-17 of 9 Nov 2026}. */
    String step(Trend.Step step) {
        Trend.Point point = trend.points().get(step.point());
        return "%s from %s of %s"
                .formatted(OverheadText.signed(step.after() / step.before()), run(point), Figures.date(point.at()));
    }

    /** For example {@code 9 Nov 2026: L1 kernel 6.1.0-41 → 6.1.0-42}. */
    String change(Trend.Change change) {
        return Figures.date(trend.points().get(change.point()).at()) + ": " + whole(change);
    }

    String span() {
        int runs = trend.runs().size();
        if (runs == 0) {
            return "no run";
        }
        String first = Figures.date(trend.runs().get(0).at());
        String last = Figures.date(trend.runs().get(runs - 1).at());
        String missing = runs == measured() ? "" : ", %d of them measured this".formatted(measured());
        return Figures.count(runs, "run")
                + (first.equals(last) ? ", " + first : ", %s to %s".formatted(first, last))
                + missing;
    }

    private long measured() {
        return trend.points().stream().mapToInt(Trend.Point::run).distinct().count();
    }

    String description() {
        StringBuilder text = new StringBuilder("%s. %s.".formatted(machines(), span()));
        newest().ifPresent(it -> text.append(" The newest: ")
                .append(told(it).replace("\n", "; "))
                .append('.'));
        trend.steps()
                .forEach(it -> text.append(" Another level: ").append(step(it)).append('.'));
        trend.changes()
                .forEach(it -> text.append(" Changed: ").append(change(it)).append('.'));
        return text.toString();
    }
}
