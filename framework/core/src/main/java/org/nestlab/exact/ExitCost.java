package org.nestlab.exact;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** What one exit, or one request, costs: an immutable value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExitCost {

    private final Instructions instructions;
    private final @Nullable Exits exits;
    private final @Nullable String flaw;

    private ExitCost(Instructions instructions, @Nullable Exits exits, @Nullable String flaw) {
        this.instructions = Objects.requireNonNull(instructions, "instructions");
        this.exits = exits;
        this.flaw = flaw;
    }

    /** A cost without exits of L1's KVM, which can be trusted. */
    public static ExitCost of(Instructions instructions) {
        return new ExitCost(instructions, null, null);
    }

    /** The same cost with these exits of L1's KVM. */
    public ExitCost withExits(Exits counted) {
        return new ExitCost(instructions, counted, flaw);
    }

    /** The same figures, which cannot be trusted; a cost that has a flaw already keeps it. */
    public ExitCost flawedBy(String why) {
        return flaw == null ? new ExitCost(instructions, exits, why) : this;
    }

    /** As the guest counted them. */
    public Instructions instructions() {
        return instructions;
    }

    /** Exits of L1's KVM; empty if they were not counted. */
    public Optional<Exits> exits() {
        return Optional.ofNullable(exits);
    }

    /** Why this cost cannot be trusted; empty if it can. */
    public Optional<String> flaw() {
        return Optional.ofNullable(flaw);
    }

    /** Whether it may be judged. */
    public boolean isValid() {
        return flaw == null;
    }

    private ValueProperties properties() {
        return ValueProperties.of(ExitCost.class)
                .and("instructions", instructions)
                .and("exits", exits)
                .and("flaw", flaw);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExitCost same && properties().equals(same.properties());
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
