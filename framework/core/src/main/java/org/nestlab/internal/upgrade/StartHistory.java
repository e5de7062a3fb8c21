package org.nestlab.internal.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.ProvisioningException;

/** What the starts of a lab before the last one failed of, as its exception has them. */
public final class StartHistory {

    private StartHistory() {}

    /** A line for each, first to last, with a line end before it; empty where there was only one start. */
    public static String of(Throwable failure) {
        List<ProvisioningException> before = new ArrayList<>();
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof ProvisioningException earlier) {
                before.add(earlier);
            }
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < before.size(); i++) {
            lines.append("%nstart %d before it failed, too: %s"
                    .formatted(
                            i + 1,
                            String.valueOf(before.get(i).getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
        }
        return lines.toString();
    }
}
