package org.nestlab.internal.upgrade;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.nestlab.verdict.Blocks;
import org.nestlab.verdict.GatePolicy;
import org.nestlab.verdict.Shift;

/** A comparison over a reboot, for people. */
public final class HostText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HostText() {}

    /** Lines that end with a line feed; the last one is the outcome. */
    public static String of(HostComparison comparison) {
        StringBuilder text = new StringBuilder();
        side(text, "baseline", comparison.baseline());
        side(text, "candidate", comparison.candidate());
        comparison.again().ifPresent(recording -> side(text, "return", recording));
        SameHost machine = comparison.machine();
        machine.comes().forEach(it -> line(text, "  %s", SameHost.words(List.of(it))));
        if (comparison.candidates() > 1) {
            line(
                    text,
                    "note: this baseline has had %d candidates, each of which may be judged wrongly by itself",
                    comparison.candidates());
        }
        line(text, "%s", claim(machine.same(), comparison.again().isPresent()));
        line(text, "");
        line(
                text,
                "candidate to baseline (1 is as good, less is worse): each lower end holds with %s, each upper end with %s",
                percent(1 - HostComparison.POLICY.beta()),
                percent(1
                        - Blocks.riskAbove(
                                HostComparison.POLICY, comparison.rows().size())));
        for (HostComparison.Row row : comparison.rows()) {
            line(
                    text,
                    "  %-34s %-13s %s",
                    row.name(),
                    row.verdict().word(),
                    row.verdict().reason());
            row.judged()
                    .drift()
                    .ifPresent(drift -> line(
                            text,
                            "  %-34s   the baseline's return to its first boots: %s%s",
                            "",
                            drift,
                            row.judged().drifted() ? ", which is drift" : ""));
        }
        line(text, "");
        line(text, "%s: %s", comparison.outcome(), comparison.reason());
        return text.toString();
    }

    /** What the numbers cannot say. */
    private static String claim(boolean same, boolean returned) {
        if (same) {
            return (returned ? "A/A/A" : "A/A")
                    + ": the host is what it was, so that every difference is noise, or what changed in between";
        }
        return returned
                ? "A/B/A: two reboots lie between the sides. What changed for good in that time shows in the baseline's return, as far as"
                        + " its interval tells; the luck of one boot of the host cannot be distinguished from the kernel"
                : "A/B: between the two sides lies a reboot: what else changed in that time cannot be distinguished from the kernel. Boot the"
                        + " first kernel again and take `--back`, to bound it";
    }

    /**
     * What to know of so few boots; empty where they suffice.
     *
     * @param metrics how many are judged together
     */
    public static String tooFew(int boots, int metrics) {
        int least = Shift.leastValues(Blocks.riskAbove(GatePolicy.DEFAULT, metrics));
        return boots >= least
                ? ""
                : "note: %d boots a side show no loss, however large it is: for %d metrics it takes %d or more"
                        .formatted(boots, metrics, least);
    }

    private static void side(StringBuilder text, String which, HostRecording recording) {
        line(
                text,
                "%-10s %s, %s, %d boots",
                which,
                recording.fingerprint().identity().getOrDefault("L0.kernel", "kernel not known"),
                TIME.format(recording.ended()),
                recording.boots());
        recording.notes().forEach(note -> line(text, "  note: %s", note));
    }

    private static String percent(double part) {
        BigDecimal percent = BigDecimal.valueOf(100 * part).round(new MathContext(4, RoundingMode.HALF_EVEN));
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
