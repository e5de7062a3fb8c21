package org.nestlab.internal.exact.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nestlab.exact.MachineSpec;

/**
 * A machine that was booted with one seed after another until it did not hang. A hang that does not occur with another
 * timing of interrupts is most likely the emulator's fault, so it costs a boot and the next seed counts.
 *
 * @param hung the boots that hung, in the order of their seeds
 * @param whole the boot that did not hang; null if all did
 */
public record SeedRuns(List<SerialRun> hung, @Nullable SerialRun whole) {

    public SeedRuns {
        hung = List.copyOf(hung);
    }

    /**
     * Boots it, with its own seed first.
     *
     * @param most how many seeds are tried
     * @param boot boots one machine
     * @param hangs whether a boot hung
     */
    public static SeedRuns boot(
            MachineSpec spec,
            int most,
            Function<MachineSpec, SerialRun> boot,
            Predicate<SerialRun> hangs,
            Consumer<String> progress) {
        List<SerialRun> hung = new ArrayList<>();
        for (int seed = spec.seed(); seed < spec.seed() + most; seed++) {
            MachineSpec one = spec.withSeed(seed);
            if (!hung.isEmpty()) {
                progress.accept("exact: %s: it hangs with seed %d; trying seed %d".formatted(spec, seed - 1, seed));
            }
            SerialRun run = boot.apply(one);
            if (!hangs.test(run)) {
                return new SeedRuns(hung, run);
            }
            hung.add(run);
        }
        return new SeedRuns(hung, null);
    }

    /** The boot with the machine's own seed. */
    public SerialRun first() {
        return !hung.isEmpty() || whole == null ? hung.get(0) : whole;
    }

    /** All the others. */
    public List<SerialRun> others() {
        List<SerialRun> all = new ArrayList<>(hung);
        if (whole != null) {
            all.add(whole);
        }
        return all.subList(1, all.size());
    }

    /**
     * Which seeds were skipped before one did not hang, one line each; empty if all hung.
     *
     * @param why a boot hung, in a clause
     */
    public List<String> passedOver(Function<SerialRun, String> why) {
        SerialRun that = whole;
        return that == null
                ? List.of()
                : hung.stream()
                        .map(run ->
                                "with seed %d: %s; with seed %d it does not hang, so that this is most likely the emulator's fault"
                                        .formatted(
                                                run.spec().seed(),
                                                why.apply(run),
                                                that.spec().seed()))
                        .toList();
    }

    /** In a clause, what the other seeds reveal about a hang with the first one. */
    public String elsewhere() {
        SerialRun that = whole;
        if (that != null) {
            return "with seed %d it does not hang, so that this is most likely the emulator's fault"
                    .formatted(that.spec().seed());
        }
        return others().stream()
                .map(run -> Integer.toString(run.spec().seed()))
                .collect(Collectors.joining(", ", "it hangs with seed ", " too"));
    }
}
