package org.nestlab.internal.exact.cost;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.nestlab.exact.CostIdentity;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.Exits;
import org.nestlab.exact.Instructions;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;

/** Figures of a machine that was not booted. */
public final class Costs {

    private static final CostIdentity IDENTITY = CostIdentity.of(
            "QEMU 10.0.2", "ab".repeat(32), "ef".repeat(32), "cd".repeat(32), "6.12.117-cloud-amd64", 1);

    private Costs() {}

    /** Those of the real log of a machine of AMD's. */
    public static ExactCosts real() {
        return of(CostReader.read(SerialLogs.amd(), Vendor.AMD).costs());
    }

    /** Those of requests, of the real log of a machine of Intel's. */
    public static ExactCosts requests() {
        return of(CostReader.read(SerialLogs.intelRequests(), Vendor.INTEL).costs());
    }

    /** With the cost of one exit changed. */
    public static ExactCosts with(ExactCosts costs, String key, LongUnaryOperator instructions, double moreExits) {
        SortedMap<CostKey, ExitCost> changed = new TreeMap<>(costs.costs());
        changed.computeIfPresent(CostKey.parse(key), (it, cost) -> {
            Instructions other = new Instructions(
                    cost.instructions().first(),
                    instructions.applyAsLong(cost.instructions().min()),
                    instructions.applyAsLong(cost.instructions().median()),
                    instructions.applyAsLong(cost.instructions().p90()));
            return of(
                    other,
                    cost.exits().map(exits -> new Exits(exits.perExit() + moreExits, exits.byReason())),
                    cost.flaw());
        });
        return new ExactCosts(costs.machine(), costs.kernel(), costs.identity(), changed);
    }

    /** With exits of L1's KVM for another reason. */
    public static ExactCosts withReason(ExactCosts costs, String key, String reason, double more) {
        SortedMap<CostKey, ExitCost> changed =
                new TreeMap<>(with(costs, key, was -> was, more).costs());
        changed.computeIfPresent(CostKey.parse(key), (it, cost) -> {
            Exits exits = cost.exits().orElseThrow();
            SortedMap<String, Double> reasons = new TreeMap<>(exits.byReason());
            reasons.put(reason, more);
            return cost.withExits(new Exits(exits.perExit(), reasons));
        });
        return new ExactCosts(costs.machine(), costs.kernel(), costs.identity(), changed);
    }

    /** Without one exit. */
    public static ExactCosts without(ExactCosts costs, String key) {
        SortedMap<CostKey, ExitCost> fewer = new TreeMap<>(costs.costs());
        fewer.remove(CostKey.parse(key));
        return new ExactCosts(costs.machine(), costs.kernel(), costs.identity(), fewer);
    }

    /** With another seed. */
    public static ExactCosts withSeed(ExactCosts costs, int seed) {
        CostIdentity old = costs.identity();
        return new ExactCosts(
                costs.machine().withSeed(seed),
                costs.kernel(),
                CostIdentity.of(
                        old.emulator(), old.emulatorHash(), old.settings(), old.probe(), old.innerKernel(), seed),
                costs.costs());
    }

    /** By another measuring program. */
    public static ExactCosts byProbe(ExactCosts costs, String probe) {
        CostIdentity old = costs.identity();
        return new ExactCosts(
                costs.machine(),
                costs.kernel(),
                CostIdentity.of(
                        old.emulator(), old.emulatorHash(), old.settings(), probe, old.innerKernel(), old.seed()),
                costs.costs());
    }

    /** By another emulator. */
    public static ExactCosts byEmulator(ExactCosts costs, String emulator) {
        CostIdentity old = costs.identity();
        return new ExactCosts(
                costs.machine(),
                costs.kernel(),
                CostIdentity.of(
                        emulator, old.emulatorHash(), old.settings(), old.probe(), old.innerKernel(), old.seed()),
                costs.costs());
    }

    private static ExitCost of(Instructions instructions, Optional<Exits> exits, Optional<String> flaw) {
        ExitCost bare = ExitCost.of(instructions);
        ExitCost cost = exits.map(bare::withExits).orElse(bare);
        return flaw.map(cost::flawedBy).orElse(cost);
    }

    private static ExactCosts of(SortedMap<CostKey, ExitCost> costs) {
        return new ExactCosts(MachineSpec.of(Vendor.AMD), "6.1.0-57-cloud-amd64", IDENTITY, costs);
    }
}
