package org.nestlab.internal.exact.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.CostComparison;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.Exits;

/**
 * Costs as JSON: of each vendor {@code candidate} and, where it was measured, {@code baseline}, each with
 * {@code kernel}, {@code identity}, and under {@code instructions} and {@code exits} each figure by exit with
 * {@code median}, {@code min} and {@code p90}. The exits of L1's KVM are one slope, so their three figures are equal.
 */
public final class ExactJson {

    private ExactJson() {}

    /** Indented. */
    public static String of(ExactReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("outcome", report.outcome().toString());
        root.put("exitStatus", report.outcome().exitStatus());
        ArrayNode vendors = root.putArray("vendors");
        for (ExactReport.Part part : report.vendors()) {
            ObjectNode one = vendors.addObject();
            one.put("vendor", part.vendor().word());
            one.put("outcome", part.outcome().toString());
            one.put("reason", part.reason());
            one.put("against", part.baseline().orElse(""));
            side(one, "baseline", part.before());
            side(one, "candidate", part.candidate());
            ArrayNode comparisons = one.putArray("comparisons");
            part.comparisons().forEach(it -> comparison(comparisons.addObject(), it));
            ArrayNode notes = one.putArray("notes");
            part.notes().forEach(notes::add);
        }
        return root.toPrettyString();
    }

    private static void comparison(ObjectNode row, CostComparison it) {
        row.put("exit", it.key().toString());
        row.put("quantity", it.quantity().name().toLowerCase(Locale.ROOT));
        row.put("baseline", known(it.baseline()));
        row.put("candidate", known(it.candidate()));
        row.put("judgement", it.judgement().name().toLowerCase(Locale.ROOT));
        row.put("reason", it.reason());
    }

    private static @Nullable Long known(long figure) {
        return figure < 0 ? null : figure;
    }

    private static void side(ObjectNode part, String name, Optional<ExactCosts> costs) {
        costs.ifPresentOrElse(it -> side(part.putObject(name), it), () -> part.putNull(name));
    }

    private static void side(ObjectNode side, ExactCosts costs) {
        side.put("kernel", costs.kernel());
        side.put("machine", costs.machine().toString());
        ObjectNode identity = side.putObject("identity");
        costs.identity().facts().forEach(identity::put);
        ObjectNode instructions = side.putObject("instructions");
        ObjectNode exits = side.putObject("exits");
        ObjectNode invalid = side.putObject("invalid");
        costs.costs().forEach((key, cost) -> {
            instructions
                    .putObject(key.toString())
                    .put("median", cost.instructions().median())
                    .put("min", cost.instructions().min())
                    .put("p90", cost.instructions().p90())
                    .put("first", cost.instructions().first());
            cost.exits().ifPresent(counted -> exits(exits.putObject(key.toString()), counted));
            cost.flaw().ifPresent(why -> invalid.put(key.toString(), why));
        });
    }

    private static void exits(ObjectNode row, Exits exits) {
        row.put("median", exits.perExit()).put("min", exits.perExit()).put("p90", exits.perExit());
        if (!exits.byReason().isEmpty()) {
            ObjectNode reasons = row.putObject("reasons");
            exits.byReason().forEach(reasons::put);
        }
    }
}
