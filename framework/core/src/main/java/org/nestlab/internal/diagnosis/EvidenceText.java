package org.nestlab.internal.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nestlab.internal.console.FatalLine;

/** An attribution as text, with its evidence below it. */
public final class EvidenceText {

    private EvidenceText() {}

    public static String of(Attribution attribution, LabEvidence lab) {
        List<String> lines = new ArrayList<>();
        lines.add(attribution.headline());
        lines.add("");
        lines.add(String.format(Locale.ROOT, "asked for %.1f s", lab.took().toMillis() / 1000.0));
        lines.add(
                "L0 host: " + lab.oops().map(line -> "its kernel said: " + line).orElse("no oops seen"));
        lab.guests().forEach(guest -> guest(guest, "", lines));
        return String.join("\n", lines) + "\n";
    }

    private static void guest(GuestEvidence guest, String indent, List<String> lines) {
        lines.add(indent + guest.label() + " on " + guest.above() + boot(guest));
        String inner = indent + "  ";
        guest.suspension().ifPresent(reason -> lines.add(inner + "suspended by the lab: " + reason));
        guest.console().ifPresent(line -> {
            lines.add(inner + line);
            meaning(line, inner, lines);
        });
        guest.emulatorFault().ifPresent(fault -> lines.add(inner + "emulated CPU: " + fault));
        lines.add(inner + "session answers: " + word(guest.session()));
        Outside outside = guest.outside();
        if (guest.session() == Answer.YES) {
            outside.interrupt().ifPresent(pending -> lines.add(inner + "CPUs: " + pending.sentence()));
        } else if (!outside.equals(Outside.untold())) {
            lines.add(inner + "domain: " + outside.domain().words());
            lines.add(inner + "QEMU's monitor answers: " + word(outside.monitor()));
            lines.add(inner + "CPUs: " + word(outside.pulse()));
            outside.interrupt().ifPresent(pending -> lines.add(inner + "  " + pending.sentence()));
            lines.add(inner + "its kernel's threads run: " + word(outside.threads()));
            lines.add(inner + "link up: " + word(outside.link()));
            lines.add(inner + "ping answered: " + word(outside.echo()));
            lines.add(inner + "SSH greets: " + word(outside.greeting()));
            outside.killed().ifPresent(line -> lines.add(inner + guest.above() + " said: " + line));
        }
        guest.inside().forEach(inside -> guest(inside, inner, lines));
    }

    private static String boot(GuestEvidence guest) {
        return switch (guest.boot()) {
            case BOOTING -> ", still booting";
            case BOOTED_AGAIN -> ", booted again";
            case READY -> "";
        };
    }

    private static void meaning(FatalLine line, String indent, List<String> lines) {
        lines.add("%s  that is: %s %s"
                .formatted(indent, line.signature().meaning(), line.signature().link())
                .stripTrailing());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
