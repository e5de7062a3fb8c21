package org.nestlab.internal.upgrade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nestlab.LabException;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.experiment.LabFingerprint;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.machine.Guest;
import org.nestlab.spec.Tier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lab on one stack is made of.
 *
 * @param tier how L1 runs
 * @param kernelLogs by level, for example {@code L1}: what dmesg prints with level and without times
 */
record StackFacts(Tier tier, Fingerprint fingerprint, Map<String, List<String>> kernelLogs) {

    private static final Logger LOG = LoggerFactory.getLogger(StackFacts.class);

    /** Of the first guest of each level. */
    static StackFacts of(RunningLab lab) {
        Guest guest = lab.guests().get(0);
        Map<String, List<String>> logs = new LinkedHashMap<>();
        logs.put(guest.level().toString(), kernelLog(guest));
        while (!guest.guests().isEmpty()) {
            guest = guest.guests().get(0);
            logs.put(guest.level().toString(), kernelLog(guest));
        }
        return new StackFacts(lab.tier(), LabFingerprint.of(lab, guest), logs);
    }

    private static List<String> kernelLog(Guest guest) {
        try {
            return guest.run("dmesg -t -x").orThrow().stdout().lines().toList();
        } catch (LabException e) {
            LOG.warn("{}: its kernel's log cannot be read: {}", guest.label(), e.getMessage());
            return List.of();
        }
    }
}
