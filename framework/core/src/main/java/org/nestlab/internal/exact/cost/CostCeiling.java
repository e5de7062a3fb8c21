package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.upgrade.Outcome;

/**
 * A figure that a kernel must not exceed, for {@code git bisect run}.
 *
 * @param vendor whose figure; null for each vendor that is measured
 * @param key which exit
 * @param exits whether exits of L1's KVM are meant, and not instructions
 * @param most the largest figure that is good
 */
public record CostCeiling(@Nullable Vendor vendor, CostKey key, boolean exits, long most) {

    private static final String EXITS = ".exits";

    /**
     * Reads {@code L3:cpuid=39000}, {@code intel:L3:mmio=27000} or {@code L3:cpuid.exits=8}.
     *
     * @throws LabConfigurationException if the text has none of these forms
     */
    public static CostCeiling parse(String text) {
        int equals = text.indexOf('=');
        long most = equals < 0 ? -1 : number(text.substring(equals + 1));
        if (most < 0) {
            throw new LabConfigurationException(
                    "'%s' is not a valid limit; expected [VENDOR:]LEVEL:KIND[.exits]=NUMBER, like amd:L3:cpuid=39000"
                            .formatted(text));
        }
        String what = text.substring(0, equals);
        boolean exits = what.endsWith(EXITS);
        String name = exits ? what.substring(0, what.length() - EXITS.length()) : what;
        @Nullable Vendor vendor = null;
        for (Vendor one : Vendor.values()) {
            if (name.startsWith(one.word() + ":")) {
                vendor = one;
                name = name.substring(one.word().length() + 1);
                break;
            }
        }
        CostKey key = CostKey.parse(name);
        if (exits && CostKey.isRequest(key.kind())) {
            throw new LabConfigurationException("'%s' is not a valid limit: %s; expected %s=INSTRUCTIONS"
                    .formatted(text, ExactLimits.EXITS_OF_A_REQUEST, key));
        }
        return new CostCeiling(vendor, key, exits, most);
    }

    /** Whether it is a limit for that vendor's machines. */
    boolean isOf(Vendor measured) {
        return vendor == null || vendor == measured;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return "%s%s%s=%d".formatted(vendor == null ? "" : vendor.word() + ":", key, exits ? EXITS : "", most);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * The answer that bisecting needs: good, worse, or cannot tell, which includes a kernel that does not work.
     *
     * @param part what was measured of it
     */
    public static Part judge(Part part, List<CostCeiling> ceilings) {
        return part.candidate()
                .map(costs -> judge(part, JudgedFigure.of(costs), ceilings))
                .orElseGet(() -> part.withOutcome(Outcome.CANNOT_TELL, "nothing was measured: " + part.reason()));
    }

    private static Part judge(Part part, SortedMap<CostKey, JudgedFigure> figures, List<CostCeiling> ceilings) {
        List<String> above = new ArrayList<>();
        for (CostCeiling ceiling : ceilings) {
            if (!ceiling.isOf(part.vendor())) {
                continue;
            }
            Optional<JudgedFigure> figure = Optional.ofNullable(figures.get(ceiling.key));
            double is = figure.map(it -> ceiling.exits ? it.exits() : (double) it.instructions())
                    .orElse(JudgedFigure.UNKNOWN);
            if (is < 0 || figure.map(it -> !it.flaw().isEmpty()).orElse(true)) {
                return part.withOutcome(
                        Outcome.CANNOT_TELL,
                        "%s: %s"
                                .formatted(
                                        ceiling.key,
                                        figure.map(JudgedFigure::flaw)
                                                .filter(flaw -> !flaw.isEmpty())
                                                .orElse("not measured")));
            }
            if (is > ceiling.most + (ceiling.exits ? CostGate.LESS_THAN_ONE : 0)) {
                above.add("%s is %d%s, the limit is %d"
                        .formatted(ceiling.key, Math.round(is), ceiling.exits ? " exits" : "", ceiling.most));
            }
        }
        return above.isEmpty()
                ? part.withOutcome(Outcome.GOOD, "no figure exceeds its limit")
                : part.withOutcome(Outcome.WORSE, String.join("; ", above));
    }
}
