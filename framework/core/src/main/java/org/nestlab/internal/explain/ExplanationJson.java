package org.nestlab.internal.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nestlab.explain.ExitReason;
import org.nestlab.explain.Explanation;
import org.nestlab.explain.LevelExits;

/**
 * An explanation as JSON: {@code {"target", "tier", "metric", "unit", "counted", "uncounted", "operations", "levels":
 * [{"guest", "kernel", "vendor", "exits", "perOperation", "statistic", "reasons": [{"reason", "count", "share",
 * "perOperation", "known"}], "nestedExits", "nestedReasons", "handed", "multiplication", "state": {}}], "notes": []}}.
 * Unknown values are left out.
 */
public final class ExplanationJson {

    private ExplanationJson() {}

    /** The JSON text, indented. */
    public static String render(Explanation explanation) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("target", explanation.target());
        root.put("tier", explanation.tier().word());
        root.put("metric", explanation.metric().name());
        root.put("unit", explanation.metric().unit());
        root.put("counted", explanation.counted());
        if (!Double.isNaN(explanation.uncounted())) {
            root.put("uncounted", explanation.uncounted());
        }
        if (explanation.operations() > 0) {
            root.put("operations", explanation.operations());
        }
        ArrayNode levels = root.putArray("levels");
        explanation.levels().forEach(it -> level(levels.addObject(), it));
        ArrayNode notes = root.putArray("notes");
        explanation.notes().forEach(notes::add);
        return root.toPrettyString();
    }

    private static void level(ObjectNode node, LevelExits level) {
        node.put("guest", level.guest());
        node.put("kernel", level.kernel());
        node.put("vendor", level.vendor().word());
        node.put("exits", level.exits());
        level.perOperation().ifPresent(it -> node.put("perOperation", it));
        if (level.statistic() > 0) {
            node.put("statistic", level.statistic());
        }
        reasons(node.putArray("reasons"), level.reasons());
        node.put("nestedExits", level.nestedExits());
        reasons(node.putArray("nestedReasons"), level.nestedReasons());
        level.handedShare().ifPresent(it -> node.put("handed", it));
        level.multiplication().ifPresent(it -> node.put("multiplication", it));
        ObjectNode state = node.putObject("state");
        level.state().forEach(state::put);
    }

    private static void reasons(ArrayNode array, List<ExitReason> reasons) {
        for (ExitReason it : reasons) {
            ObjectNode node = array.addObject()
                    .put("reason", it.name())
                    .put("count", it.count())
                    .put("share", it.share());
            it.perOperation().ifPresent(each -> node.put("perOperation", each));
            if (!it.known().isEmpty()) {
                node.put("known", it.known());
            }
        }
    }
}
