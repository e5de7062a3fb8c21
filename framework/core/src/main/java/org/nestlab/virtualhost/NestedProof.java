package org.nestlab.virtualhost;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.upgrade.FunctionalCheck;

/**
 * What shows that the nested code of a virtual host's KVM ran a guest.
 *
 * @param hostKernel the release of the virtual host's kernel, for example {@code 6.12.95+deb12-cloud-amd64}; empty
 *     where it did not answer
 * @param console what the innermost guest printed on its serial console of what runs its CPUs; empty where it printed
 *     nothing
 * @param nestedRuns how often KVM of the virtual host entered the nested guest while that printed; 0 where it counts
 *     none
 * @param exits how often the guest hypervisor's CPUs left to KVM of the virtual host meanwhile
 * @param checks what must hold, and whether it does, from the outermost level to the innermost
 * @param took how long asking took
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NestedProof(
        String hostKernel,
        List<String> console,
        long nestedRuns,
        long exits,
        List<FunctionalCheck> checks,
        Duration took) {

    public NestedProof {
        console = List.copyOf(console);
        checks = List.copyOf(checks);
    }

    /** Whether there is something to check and all of it holds. */
    public boolean holds() {
        return !checks.isEmpty() && checks.stream().allMatch(FunctionalCheck::passed);
    }

    /**
     * This proof, if it holds.
     *
     * @throws AssertionError with all that was seen
     */
    public NestedProof orThrow() {
        if (!holds()) {
            throw new AssertionError(text());
        }
        return this;
    }

    /** All that was seen, in lines. */
    public String text() {
        StringBuilder text = new StringBuilder("the virtual host, on kernel %s, %s\n"
                .formatted(
                        hostKernel.isEmpty() ? "(not told)" : hostKernel,
                        holds()
                                ? "ran a nested guest on its KVM"
                                : "did not prove that it runs a nested guest on its KVM"));
        checks.forEach(check -> text.append("  ").append(check).append('\n'));
        text.append("  while the innermost guest printed: nested_run %d, exits %d\n".formatted(nestedRuns, exits));
        console.forEach(line -> text.append("  its console: ").append(line).append('\n'));
        return text.toString();
    }
}
