package org.nestlab.internal.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.internal.fingerprint.Fingerprints;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;

/** The fingerprint of a lab. */
public final class LabFingerprint {

    private LabFingerprint() {}

    /** The fingerprint of the machines on the way to this one, and of the host. */
    public static Fingerprint of(RunningLab lab, Machine deepest) {
        List<Guest> way = new ArrayList<>();
        for (Optional<Guest> at = guest(deepest);
                at.isPresent();
                at = guest(at.get().parent())) {
            way.add(0, at.get());
        }
        return Fingerprints.of(lab.host(), way, lab.tier(), imageName(lab));
    }

    private static Optional<Guest> guest(Machine machine) {
        return machine instanceof Guest guest ? Optional.of(guest) : Optional.empty();
    }

    /** The folder of a built image is named after its input, wherever the cache is. */
    private static String imageName(RunningLab lab) {
        Path file = Path.of(lab.hostSide().image());
        return file.getNameCount() < 2
                ? file.toString()
                : file.subpath(file.getNameCount() - 2, file.getNameCount()).toString();
    }
}
