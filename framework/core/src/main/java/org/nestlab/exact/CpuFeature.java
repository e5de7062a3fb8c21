package org.nestlab.exact;

import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/**
 * One feature of an emulated CPU.
 *
 * @param name the emulator's name of it, for example {@code vgif}
 * @param present whether the CPU has it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CpuFeature(String name, boolean present) {

    public CpuFeature {
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid CPU feature; expected the emulator's name of one, like vgif".formatted(name));
        }
    }

    /** {@code +vgif} or {@code -npt}. */
    @Override
    public String toString() {
        return (present ? "+" : "-") + name;
    }
}
