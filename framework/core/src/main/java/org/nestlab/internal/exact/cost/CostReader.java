package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.Exits;
import org.nestlab.exact.Instructions;
import org.nestlab.exact.Vendor;
import org.nestlab.machine.Level;

/** Makes figures from the output of the measuring program, and says which of them cannot be trusted, and why. */
final class CostReader {

    /** By how much a clock that counts instructions may deviate: reading it takes some instructions. */
    private static final double CLOCK = 0.001;

    /**
     * The result.
     *
     * @param costs by exit
     * @param missing why figures are not there, one line each
     */
    record Read(SortedMap<CostKey, ExitCost> costs, List<String> missing) {
        Read {
            missing = List.copyOf(missing);
        }
    }

    private final ProbeLog log;
    private final Vendor vendor;
    private final SortedMap<CostKey, ExitCost> costs = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();

    private CostReader(ProbeLog log, Vendor vendor) {
        this.log = log;
        this.vendor = vendor;
    }

    /** Of both levels. */
    static Read read(List<String> serial, Vendor vendor) {
        CostReader reader = new CostReader(ProbeLog.read(serial), vendor);
        reader.level(Level.L2);
        reader.level(Level.L3);
        if (reader.log.spoilt() > 0) {
            reader.missing.add(
                    "%d lines of the measuring program did not come through whole".formatted(reader.log.spoilt()));
        }
        return new Read(reader.costs, reader.missing);
    }

    private void level(Level level) {
        String name = level.toString();
        log.byKind("fail", name)
                .forEach((kind, line) ->
                        missing.add("%s:%s: %s".formatted(name, kind, StuckKinds.text(line.value("what")))));
        if (log.first("begin", name).isEmpty()) {
            missing.add("the measuring program did not begin below %s".formatted(name));
            return;
        }
        if (log.first("end", name).isEmpty()) {
            missing.add("the measuring program did not end with %s".formatted(name));
        }
        String clock = clock(name);
        OuterCounts outer = new OuterCounts(log, name, vendor);
        log.byKind("exit", name).forEach((kind, line) -> add(level, kind, exit(level, kind, line, outer), clock));
        log.byKind("request", name).forEach((kind, line) -> add(level, kind, request(level, kind, line, outer), clock));
    }

    private void add(Level level, String kind, Optional<ExitCost> cost, String flaw) {
        cost.ifPresent(it -> costs.put(new CostKey(level, kind), flaw.isEmpty() ? it : it.flawedBy(flaw)));
    }

    /** L1 counted the marks of both levels, because a request to L2 comes from a Linux there, like a request to L3. */
    private Optional<ExitCost> request(Level level, String kind, ProbeLine line, OuterCounts outer) {
        try {
            new CostKey(level, kind);
            long more = line.number("more").orElse(0);
            return Optional.of(cost(instructions(line), outer.of(kind, more)));
        } catch (IllegalArgumentException | LabConfigurationException e) {
            return noFigure(level, e);
        }
    }

    private Optional<ExitCost> exit(Level level, String kind, ProbeLine line, OuterCounts outer) {
        OptionalLong asked = line.number("asked");
        OptionalLong seen = line.number("seen");
        OptionalLong more = line.number("more");
        try {
            new CostKey(level, kind);
            Instructions instructions = instructions(line);
            if (asked.isEmpty() || seen.isEmpty() || more.orElse(0) <= 0) {
                throw new IllegalArgumentException("it does not say how many exits were asked for, and how many seen");
            }
            boolean counted = seen.getAsLong() >= 0;
            Optional<Exits> exits = level.equals(Level.L3)
                    ? outer.of(kind, more.getAsLong())
                    : own(counted, seen.getAsLong(), more.getAsLong());
            ExitCost cost = cost(instructions, exits);
            return Optional.of(
                    counted && asked.getAsLong() != seen.getAsLong()
                            ? cost.flawedBy("%d exits were asked for, and KVM saw %d"
                                    .formatted(asked.getAsLong(), seen.getAsLong()))
                            : cost);
        } catch (IllegalArgumentException | LabConfigurationException e) {
            return noFigure(level, e);
        }
    }

    private static ExitCost cost(Instructions instructions, Optional<Exits> exits) {
        ExitCost cost = ExitCost.of(instructions);
        return exits.map(cost::withExits).orElse(cost);
    }

    private Optional<ExitCost> noFigure(Level level, RuntimeException why) {
        missing.add("%s: a figure is not one: %s".formatted(level, why.getMessage()));
        return Optional.empty();
    }

    private static Instructions instructions(ProbeLine line) {
        return new Instructions(
                line.number("first").orElse(-1),
                line.number("min").orElse(-1),
                line.number("median").orElse(-1),
                line.number("p90").orElse(-1));
    }

    private static Optional<Exits> own(boolean counted, long seen, long more) {
        return counted ? Optional.of(new Exits((double) seen / more, new TreeMap<>())) : Optional.empty();
    }

    /** Why this clock does not count instructions; empty if it does. */
    private String clock(String level) {
        OptionalLong instructions = number("instructions", level);
        OptionalLong ticks = number("ticks", level);
        if (instructions.isEmpty() || ticks.isEmpty() || instructions.getAsLong() <= 0) {
            return "the machine did not say what its clock counts";
        }
        double off = Math.abs((double) ticks.getAsLong() / instructions.getAsLong() - 1);
        return off <= CLOCK
                ? ""
                : "the clock does not count instructions: %d ticks for %d of them"
                        .formatted(ticks.getAsLong(), instructions.getAsLong());
    }

    private OptionalLong number(String key, String level) {
        return log.first("clock", level).map(line -> line.number(key)).orElse(OptionalLong.empty());
    }
}
