package org.nestlab.stack;

import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/**
 * One thing that varies.
 *
 * @param level whose it is
 * @param name for example {@code kernel} or {@code kvm_amd.npt}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StackEntry(Level level, String name, StackValue value) {

    /** For example {@code L1.kernel}. */
    public String key() {
        return level + "." + name;
    }

    /** For example {@code L1.kernel=image}. */
    public String text() {
        return key() + "=" + value.text();
    }

    LabSpec applyTo(LabSpec lab) {
        if (level.equals(Level.L0)) {
            return value.applyTo(lab);
        }
        if (level.depth() > lab.depth()) {
            throw new LabConfigurationException(
                    "stack entry '%s': lab '%s' has no guests at %s, its levels are L1 to L%d"
                            .formatted(text(), lab.name(), level, lab.depth()));
        }
        return lab.with(level, this::applyTo);
    }

    private GuestSpec applyTo(GuestSpec guest) {
        try {
            return value.applyTo(guest);
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException(
                    "stack entry '%s': %s %s: %s".formatted(text(), level, guest.name(), e.getMessage()), e);
        }
    }
}
