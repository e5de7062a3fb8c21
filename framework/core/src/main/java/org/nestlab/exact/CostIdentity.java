package org.nestlab.exact;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.nestlab.experiment.Difference;

/**
 * What two runs must share for their instructions to be comparable, besides what is compared: L1's kernel, its command
 * line and its CPU.
 *
 * @param emulator name and version, for example {@code Bochs 2.7}
 * @param emulatorHash SHA-256 of the emulator's program
 * @param settings SHA-256 of what every machine of that emulator has: its devices, and what is on both kernels' command
 *     lines by default
 * @param probe SHA-256 of the measuring program and of the scripts that run it
 * @param innerKernel the release of L2's kernel with a hash that distinguishes builds of it, and the words added to its
 *     command line
 * @param seed of the emulator's random numbers
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CostIdentity(
        String emulator, String emulatorHash, String settings, String probe, String innerKernel, int seed) {

    /** By name, in the order of a report. */
    public SortedMap<String, String> facts() {
        return new TreeMap<>(Map.of(
                "emulator", emulator,
                "emulator's SHA-256", emulatorHash,
                "machine's settings' SHA-256", settings,
                "measuring program's SHA-256", probe,
                "L2's kernel", innerKernel,
                "seed", Integer.toString(seed)));
    }

    /** In what another identity differs: before is this one's value, after the other's. */
    public List<Difference> differences(CostIdentity other) {
        return Difference.between(facts(), other.facts());
    }
}
