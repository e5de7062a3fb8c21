package org.nestlab.internal.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.engine.Fault.After;
import org.nestlab.internal.examination.Layers;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/** A real lab that faults are put into, one after the other: mended and proven well in between, or replaced. */
final class FaultyLab implements AutoCloseable {

    /**
     * A session of a machine that was cut off goes on with the next packet that is sent again, up to that much later.
     */
    private static final Duration WELL_WITHIN = Duration.ofMinutes(3);

    private static final int ROW_OF_L1 = 6;
    private static final int ROW_OF_L2 = 4;

    private final Path output;
    private @Nullable LabOnHost lab;

    FaultyLab(Path output) {
        this.output = output;
    }

    /**
     * Many guests side by side at both levels, as many as a small machine bears: faults in some do not touch the
     * others. Faults of L2 alone want no more than the one L1 around them.
     */
    static LabSpec rows(Collection<Fault> due) {
        boolean inner = due.stream().allMatch(fault -> fault.depth() == 2);
        List<GuestSpec> outer = row(GuestSpec.hypervisor().withMemoryMib(1024), inner ? 0 : ROW_OF_L1);
        GuestSpec hypervisor = GuestSpec.hypervisor()
                .withMemoryMib(1024 + 1024 * ROW_OF_L2)
                .withGuests(row(GuestSpec.guest(), ROW_OF_L2));
        return LabSpec.of("rows", hypervisor)
                .withGuests(Stream.concat(Stream.of(hypervisor), outer.stream()).toList());
    }

    private static List<GuestSpec> row(GuestSpec guest, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> guest.withVcpus(1).withName("row" + i))
                .toList();
    }

    /** Takes as many of the faults as one lab of {@link #rows} can bear at once. */
    static List<Fault> next(Deque<Fault> due) {
        List<Fault> next = new ArrayList<>();
        if (due.contains(Fault.L2_CPU_HOGGED)) {
            // One takes the CPU from the others of its hypervisor: several would be silent for each other's sake.
            next.add(Fault.L2_CPU_HOGGED);
        }
        for (int depth : List.of(1, 2)) {
            due.stream()
                    .filter(fault -> fault.depth() == depth && fault != Fault.L2_CPU_HOGGED)
                    .limit(
                            depth == 1
                                    ? ROW_OF_L1
                                    : ROW_OF_L2
                                            - next.stream()
                                                    .filter(fault -> fault.depth() == 2)
                                                    .count())
                    .forEach(next::add);
        }
        next.forEach(due::removeFirstOccurrence);
        return next;
    }

    /** One that is well. */
    LabOnHost get(LabSpec spec) {
        LabOnHost present = lab;
        if (present != null && present.spec().equals(spec)) {
            return present;
        }
        discard();
        LabOnHost fresh = (LabOnHost) new LibvirtLabEngine().bringUp(spec, settings());
        lab = fresh;
        return fresh;
    }

    /** Each fault with a guest of its own; a hypervisor with guests in it comes last. */
    static List<Injected> injected(LabOnHost lab, List<Fault> faults) {
        Deque<LiveGuest> outer = new ArrayDeque<>(lab.state().liveGuests());
        outer.add(outer.remove());
        Deque<LiveGuest> inner =
                new ArrayDeque<>(lab.state().liveGuests().get(0).liveGuests());
        return faults.stream()
                .map(fault -> new Injected(fault, new Victim((fault.depth() == 1 ? outer : inner).remove())))
                .toList();
    }

    private Settings settings() {
        return Settings.from(key -> key.equals("nestlab.output.dir")
                ? Optional.of(output.toString())
                : Optional.ofNullable(System.getProperty(key)));
    }

    /**
     * Takes faults back; the lab is well then, or gone.
     *
     * @param start when they were put in, by {@link System#nanoTime()}
     */
    void mend(List<Injected> injected, long start) {
        injected.forEach(each -> each.fault().undo(each.victim()));
        if (has(injected, After.NEW_LAB)) {
            discard();
            return;
        }
        AtOnce.each(injected, each -> {
            if (each.fault().after() == After.RESET) {
                each.victim().guest().reset();
            }
            return each;
        });
        if (has(injected, After.HEALS_ITSELF)) {
            Awaitility.await("the end of what ends of its own accord")
                    .atMost(Fault.HEALED_AFTER.multipliedBy(2))
                    .until(() -> Steps.since(start).compareTo(Fault.HEALED_AFTER) > 0);
        }
        LabOnHost mended = Objects.requireNonNull(lab);
        Awaitility.await("every machine of the lab to answer again")
                .atMost(WELL_WITHIN)
                .pollInSameThread()
                .until(() -> new Layers(mended.state()).look().attribution(), FaultyLab::isWell);
    }

    private static boolean has(List<Injected> injected, After after) {
        return injected.stream().anyMatch(each -> each.fault().after() == after);
    }

    private static boolean isWell(Attribution found) {
        return found.cause() == FailureCause.THE_TEST
                && found.sentence().equals("no layer died: every machine answers");
    }

    /** Takes the lab down as it is; there may be another one afterwards. */
    void discard() {
        LabOnHost present = lab;
        lab = null;
        if (present != null) {
            present.close();
        }
    }

    @Override
    public void close() {
        discard();
    }
}
