package org.nestlab.stack;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.ValueProperties;

/** One thing that varies. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StackEntry {

    private final Level level;
    private final String name;
    private final StackValue value;

    StackEntry(Level level, String name, StackValue value) {
        this.level = level;
        this.name = name;
        this.value = value;
    }

    /** The level it is about. */
    public Level level() {
        return level;
    }

    /** The name of what it sets, for example {@code kernel} or {@code kvm_amd.npt}. */
    public String name() {
        return name;
    }

    /** What it sets. */
    public StackValue value() {
        return value;
    }

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

    private ValueProperties properties() {
        return ValueProperties.of(StackEntry.class)
                .and("level", level)
                .and("name", name)
                .and("value", value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StackEntry same && properties().equals(same.properties());
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
