package org.nestlab.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.nestlab.internal.plan.LabId;

/** Another process that holds a lab, or asks who does. */
final class JournalHolder {

    private JournalHolder() {}

    public static void main(String[] arguments) throws IOException {
        StateFolder state = StateFolder.open(Path.of(arguments[1]));
        LabId lab = new LabId(arguments[2]);
        if (arguments[0].equals("ask")) {
            System.out.println("owned: " + Journal.isOwned(state, lab));
            return;
        }
        if (arguments[0].equals("look")) {
            System.out.println("looking");
            while (System.in.available() == 0) {
                Journal.isOwned(state, lab);
            }
            return;
        }
        if (arguments[0].equals("take")) {
            try (Journal journal = Journal.take(state, lab).orElseThrow()) {
                System.out.println("holding " + journal.id());
                System.in.read();
            }
            return;
        }
        try (Journal journal = Journal.start(state, lab, "test:///default")) {
            journal.before("network", Map.of("on", "L0"));
            System.out.println("holding");
            System.in.read();
        }
    }
}
