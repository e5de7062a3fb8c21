package org.nestlab.probe;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Guest;
import org.nestlab.machine.KvmStatistics;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/**
 * What runs a machine's CPUs, seen from one side: from inside by what its CPU says of itself, or from the level above
 * by the command line of its QEMU and whether KVM counts its exits. The two are independent and may disagree.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Acceleration {

    private final Kind kind;
    private final List<String> evidence;

    Acceleration(Kind kind, List<String> evidence) {
        this.kind = kind;
        this.evidence = List.copyOf(evidence);
    }

    /** The conclusion. */
    public Kind kind() {
        return kind;
    }

    /** What was seen, one line each, in words for a message. */
    public List<String> evidence() {
        return evidence;
    }

    /** What runs virtual CPUs. */
    public enum Kind {
        /** The kernel's KVM, on the CPU's virtualization extension. */
        KVM,
        /** QEMU's emulator. */
        TCG,
        /** Nothing: the machine shows no sign of being virtual. */
        NONE,
        /** The signs do not suffice, or contradict each other. */
        UNKNOWN
    }

    /**
     * What {@link #fromInside} runs: for a guest that says it in another way, as on its console. Prints lines like
     * {@code virt=kvm}.
     */
    public static final String INSIDE_SCRIPT = InsideView.SCRIPT;

    /**
     * Asks the machine itself.
     *
     * @throws org.nestlab.GuestCommandException if the machine cannot be asked
     */
    public static Acceleration fromInside(Machine machine) {
        return toldFromInside(machine.run(INSIDE_SCRIPT).orThrow().stdout());
    }

    /** Reads what {@link #INSIDE_SCRIPT} printed. */
    public static Acceleration toldFromInside(String output) {
        return InsideView.parse(output);
    }

    /**
     * Asks the level above: the guest's QEMU there, and its vCPUs' KVM counters before and after a command in the
     * guest.
     *
     * @throws org.nestlab.GuestCommandException if the guest or the machine above cannot be asked
     */
    public static Acceleration fromAbove(Guest guest) {
        Machine parent = guest.parent();
        KvmStatistics before = guest.kvmStatistics();
        Acceleration told = QemuCommandLine.find(
                        guest.uuid().toString(),
                        parent.run(QemuCommandLine.script(guest.uuid()))
                                .orThrow()
                                .stdout())
                .map(line -> line.acceleration(parent.label()))
                .orElseGet(() -> new Acceleration(
                        Kind.UNKNOWN, List.of("no QEMU with -uuid " + guest.uuid() + " on " + parent.label())));
        guest.run("true").orThrow();
        return told.with(before, guest.kvmStatistics(), parent.label());
    }

    /** Counters that stand still while the guest works gainsay a command line that says KVM; missing ones do not. */
    Acceleration with(KvmStatistics before, KvmStatistics after, String parent) {
        List<String> more = new ArrayList<>(evidence);
        if (after.counters().isEmpty()) {
            more.add("no KVM counters for its vCPUs on " + parent);
            return new Acceleration(kind, more);
        }
        more.add("KVM exits on %s: %d, then %d".formatted(parent, before.exits(), after.exits()));
        boolean moved = after.exits() > before.exits();
        return new Acceleration((kind == Kind.KVM) == moved ? kind : Kind.UNKNOWN, more);
    }

    private ValueProperties properties() {
        return ValueProperties.of(Acceleration.class).and("kind", kind).and("evidence", evidence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Acceleration same && properties().equals(same.properties());
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
