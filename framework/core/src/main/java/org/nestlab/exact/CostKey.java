package org.nestlab.exact;

import java.util.Set;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

/**
 * The exit or request that a figure belongs to.
 *
 * @param level of the guest that exits: {@code L2} runs on L1's KVM alone, {@code L3} is nested; for a request, that of
 *     the Linux that answers it
 * @param kind for example {@code cpuid}: what the guest does; for example {@code disk-read}: what a program asks for
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CostKey(Level level, String kind) implements Comparable<CostKey> {

    private static final Set<String> REQUESTS = Set.of("disk-read", "disk-write", "pipe", "process");

    /** Checks both. */
    public CostKey {
        if (!level.equals(Level.L2) && !level.equals(Level.L3)) {
            throw new LabConfigurationException(
                    "%s is not a valid level of an exit; expected L2 or L3".formatted(level));
        }
        if (!isKind(kind)) {
            throw new LabConfigurationException(
                    "'%s' is not a valid kind of exit; expected lower-case letters, digits and '-', like port-kernel"
                            .formatted(kind));
        }
    }

    private static boolean isKind(String word) {
        return !word.isEmpty()
                && word.length() <= 32
                && word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /**
     * Reads {@link #toString()}.
     *
     * @throws LabConfigurationException if the text has another form
     */
    public static CostKey parse(String text) {
        int colon = text.indexOf(':');
        String level = colon < 0 ? "" : text.substring(0, colon);
        if (!level.equals("L2") && !level.equals("L3")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid exit; expected LEVEL:KIND with the level L2 or L3, like L3:cpuid"
                            .formatted(text));
        }
        return new CostKey(level.equals("L2") ? Level.L2 : Level.L3, text.substring(colon + 1));
    }

    /** Whether a kind is a request, which a Linux answers with any number of exits, and not an exit. */
    public static boolean isRequest(String kind) {
        return REQUESTS.contains(kind);
    }

    /** Whether a hypervisor in between takes part: an exit of L3 is one to L1, which L2 then handles. */
    public boolean nested() {
        return level.equals(Level.L3);
    }

    @Override
    public int compareTo(CostKey other) {
        int byLevel = level.compareTo(other.level);
        return byLevel != 0 ? byLevel : kind.compareTo(other.kind);
    }

    /** {@code L3:cpuid}. */
    @Override
    public String toString() {
        return level + ":" + kind;
    }
}
