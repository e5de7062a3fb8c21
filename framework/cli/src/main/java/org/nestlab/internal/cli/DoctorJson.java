package org.nestlab.internal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The doctor's words for machines: {@code {"ready": true, "tier": "emulated", "reason": "…", "checks": [{"id", "what",
 * "state", "observed", "remedy"}]}}; {@code tier} is null where no lab would run, {@code state} is ok, warn or missing.
 */
final class DoctorJson {

    private DoctorJson() {}

    static String render(DoctorReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("ready", report.ready());
        report.tier().ifPresentOrElse(choice -> root.put("tier", choice.tier().word()), () -> root.putNull("tier"));
        root.put("reason", report.reason());
        ArrayNode checks = root.putArray("checks");
        for (DoctorCheck check : report.checks()) {
            checks.addObject()
                    .put("id", check.id())
                    .put("what", check.what())
                    .put("state", check.state().word())
                    .put("observed", check.observed())
                    .put("remedy", check.remedy());
        }
        return root.toPrettyString();
    }
}
