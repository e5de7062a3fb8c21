package org.nestlab.virtualhost;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;
import org.nestlab.upgrade.FunctionalCheck;

/** What shows that the nested code of a virtual host's KVM ran a guest: an immutable value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NestedProof {

    private final @Nullable String hostKernel;
    private final List<String> console;
    private final long nestedRuns;
    private final long exits;
    private final List<FunctionalCheck> checks;
    private final Duration took;

    private NestedProof(
            @Nullable String hostKernel,
            List<String> console,
            long nestedRuns,
            long exits,
            List<FunctionalCheck> checks,
            Duration took) {
        this.hostKernel = hostKernel;
        this.console = List.copyOf(console);
        this.nestedRuns = nestedRuns;
        this.exits = exits;
        this.checks = List.copyOf(checks);
        this.took = took;
    }

    /**
     * What was seen.
     *
     * @param hostKernel as {@link #hostKernel()} has it; a text without a character says nothing
     */
    static NestedProof of(
            String hostKernel,
            List<String> console,
            long nestedRuns,
            long exits,
            List<FunctionalCheck> checks,
            Duration took) {
        return new NestedProof(hostKernel.isEmpty() ? null : hostKernel, console, nestedRuns, exits, checks, took);
    }

    /**
     * The release of the virtual host's kernel, for example {@code 6.12.95+deb12-cloud-amd64}; empty if it did not
     * answer.
     */
    public Optional<String> hostKernel() {
        return Optional.ofNullable(hostKernel);
    }

    /** What the innermost guest printed on its serial console of what runs its CPUs; empty if it printed nothing. */
    public List<String> console() {
        return console;
    }

    /** How often KVM of the virtual host entered the nested guest while that printed; 0 if it counts none. */
    public long nestedRuns() {
        return nestedRuns;
    }

    /** How often the guest hypervisor's CPUs left to KVM of the virtual host during that time. */
    public long exits() {
        return exits;
    }

    /** What must hold, and whether it does, from the outermost level to the innermost. */
    public List<FunctionalCheck> checks() {
        return checks;
    }

    /** How long asking took. */
    public Duration took() {
        return took;
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
                        hostKernel().orElse("(unknown)"),
                        holds()
                                ? "ran a nested guest on its KVM"
                                : "did not prove that it runs a nested guest on its KVM"));
        checks.forEach(check -> text.append("  ").append(check).append('\n'));
        text.append("  while the innermost guest printed: nested_run %d, exits %d\n".formatted(nestedRuns, exits));
        console.forEach(line -> text.append("  its console: ").append(line).append('\n'));
        return text.toString();
    }

    private ValueProperties properties() {
        return ValueProperties.of(NestedProof.class)
                .and("hostKernel", hostKernel)
                .and("console", console)
                .and("nestedRuns", nestedRuns)
                .and("exits", exits)
                .and("checks", checks)
                .and("took", took);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NestedProof same && properties().equals(same.properties());
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
