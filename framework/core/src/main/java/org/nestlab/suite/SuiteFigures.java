package org.nestlab.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** What tests of a suite measured by themselves. Nobody judges these figures: a suite runs each test once. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SuiteFigures {

    private final String suite;
    private final String machine;
    private final String unit;
    private final Map<String, Long> figures;

    private SuiteFigures(String suite, String machine, String unit, Map<String, Long> figures) {
        this.suite = suite;
        this.machine = machine;
        this.unit = unit;
        this.figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Figures with {@link #suite()}, {@link #machine()}, {@link #unit()} and {@link #figures()}. */
    public static SuiteFigures of(String suite, String machine, String unit, Map<String, Long> figures) {
        return new SuiteFigures(suite, machine, unit, figures);
    }

    /** The name of the suite, for example {@code kvm-unit-tests}. */
    public String suite() {
        return suite;
    }

    /** The machine whose KVM was measured, for example {@code L1 hypervisor}. */
    public String machine() {
        return machine;
    }

    /** The unit of all figures, for example {@code cycles}. */
    public String unit() {
        return unit;
    }

    /**
     * The figures by what was measured, for example {@code cpuid}, in the order in which they were measured; it cannot
     * be changed.
     */
    public Map<String, Long> figures() {
        return figures;
    }

    /** Of what, for example {@code kvm-unit-tests on L1 hypervisor}. */
    public String title() {
        return "%s on %s".formatted(suite, machine);
    }

    /** A line for each figure, {@code cpuid  41,223 cycles}; the numbers are aligned. Each ends with a line feed. */
    public String table() {
        int name = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
        int number = figures.values().stream()
                .mapToInt(it -> number(it).length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder();
        figures.forEach((what, value) -> table.append(what)
                .append(" "
                        .repeat(name
                                - what.length()
                                + 2
                                + number
                                - number(value).length()))
                .append(number(value))
                .append(' ')
                .append(unit)
                .append('\n'));
        return table.toString();
    }

    /** {@code {"suite", "machine", "unit", "figures": {"cpuid": 41223}}}, indented. */
    public String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("suite", suite).put("machine", machine).put("unit", unit);
        ObjectNode values = root.putObject("figures");
        figures.forEach(values::put);
        return root.toPrettyString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private ValueProperties properties() {
        return ValueProperties.of(SuiteFigures.class)
                .and("suite", suite)
                .and("machine", machine)
                .and("unit", unit)
                .and("figures", figures);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SuiteFigures same && properties().equals(same.properties());
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
