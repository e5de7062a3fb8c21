package org.nestlab.internal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.nestlab.internal.journal.LabOwner;
import org.nestlab.internal.kept.LabCensus;
import org.nestlab.internal.kept.ListedLab;

/**
 * The labs for machines: {@code {"labs": [{"id", "name", "state", "begun", "ageSeconds", "uri", "owner": {"pid",
 * "user", "command"}, "guests": [{"name", "state"}], "notes": ["…"], "next": ["…"]}], "problems": ["…"]}}.
 * {@code state} is coming-up, up, kept, waiting, being-taken-down, left-behind or another-state-folder. {@code begun}
 * (ISO 8601), {@code ageSeconds}, {@code owner} and {@code pid} are null if they are not known.
 */
final class LabListJson {

    private LabListJson() {}

    static String render(LabCensus.Result seen, Instant now) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode labs = root.putArray("labs");
        seen.labs().forEach(lab -> render(lab, labs.addObject(), now));
        ArrayNode problems = root.putArray("problems");
        seen.problems().forEach(problems::add);
        return root.toPrettyString();
    }

    private static void render(ListedLab lab, ObjectNode node, Instant now) {
        node.put("id", lab.id().value());
        node.put("name", lab.name());
        node.put("state", lab.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        lab.begun()
                .ifPresentOrElse(
                        begun -> node.put(
                                        "begun",
                                        begun.truncatedTo(ChronoUnit.SECONDS).toString())
                                .put("ageSeconds", Duration.between(begun, now).toSeconds()),
                        () -> node.putNull("begun").putNull("ageSeconds"));
        node.put("uri", lab.uri());
        lab.owner().ifPresentOrElse(owner -> render(owner, node.putObject("owner")), () -> node.putNull("owner"));
        ArrayNode guests = node.putArray("guests");
        lab.guests()
                .forEach(guest -> guests.addObject().put("name", guest.name()).put("state", guest.state()));
        lab.remarks().forEach(node.putArray("notes")::add);
        LabLines.next(lab).forEach(node.putArray("next")::add);
    }

    private static void render(LabOwner owner, ObjectNode node) {
        owner.pid().ifPresentOrElse(pid -> node.put("pid", pid), () -> node.putNull("pid"));
        node.put("user", owner.user());
        node.put("command", owner.command());
    }
}
