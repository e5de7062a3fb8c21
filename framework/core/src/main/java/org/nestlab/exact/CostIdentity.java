package org.nestlab.exact;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Difference;
import org.nestlab.spec.ValueProperties;

/**
 * What two runs must share for their instructions to be comparable, besides what is compared: L1's kernel, its command
 * line and its CPU.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CostIdentity {

    private final String emulator;
    private final String emulatorHash;
    private final String settings;
    private final String probe;
    private final String innerKernel;
    private final int seed;

    private CostIdentity(
            String emulator, String emulatorHash, String settings, String probe, String innerKernel, int seed) {
        this.emulator = emulator;
        this.emulatorHash = emulatorHash;
        this.settings = settings;
        this.probe = probe;
        this.innerKernel = innerKernel;
        this.seed = seed;
    }

    /** One with these properties, which the accessors of the same names describe. */
    public static CostIdentity of(
            String emulator, String emulatorHash, String settings, String probe, String innerKernel, int seed) {
        return new CostIdentity(emulator, emulatorHash, settings, probe, innerKernel, seed);
    }

    /** The emulator's name and version, for example {@code Bochs 2.7}. */
    public String emulator() {
        return emulator;
    }

    /** SHA-256 of the emulator's program. */
    public String emulatorHash() {
        return emulatorHash;
    }

    /**
     * SHA-256 of what every machine of that emulator has: its devices, and what is on both kernels' command lines by
     * default.
     */
    public String settings() {
        return settings;
    }

    /** SHA-256 of the measuring program and of the scripts that run it. */
    public String probe() {
        return probe;
    }

    /**
     * The release of L2's kernel with a hash that distinguishes builds of it, and the words added to its command line.
     */
    public String innerKernel() {
        return innerKernel;
    }

    /** The seed of the emulator's random numbers. */
    public int seed() {
        return seed;
    }

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

    private ValueProperties properties() {
        return ValueProperties.of(CostIdentity.class)
                .and("emulator", emulator)
                .and("emulatorHash", emulatorHash)
                .and("settings", settings)
                .and("probe", probe)
                .and("innerKernel", innerKernel)
                .and("seed", seed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CostIdentity same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
