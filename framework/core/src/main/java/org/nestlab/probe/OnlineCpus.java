package org.nestlab.probe;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.machine.Machine;
import org.nestlab.spec.ValueProperties;

/** How many CPUs the machine's kernel uses. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OnlineCpus {

    static final String SCRIPT = "cat /sys/devices/system/cpu/online";

    /** One CPU or a range of them; no kernel has more than five digits. */
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private static final Pattern LIST = Pattern.compile("(?:%1$s)(?:,(?:%1$s))*+".formatted(RANGE));

    private final int count;

    OnlineCpus(int count) {
        this.count = count;
    }

    /** How many CPUs are online; 0 if the kernel's answer cannot be read. */
    public int count() {
        return count;
    }

    /**
     * Asks a machine.
     *
     * @throws org.nestlab.GuestCommandException if the kernel's list cannot be read
     */
    public static OnlineCpus of(Machine machine) {
        return parse(machine.run(SCRIPT).orThrow().stdout());
    }

    /** Reads a list as {@code 0-3,5}. */
    static OnlineCpus parse(String output) {
        String list = output.strip();
        if (!LIST.matcher(list).matches()) {
            return new OnlineCpus(0);
        }
        long count = RANGE.matcher(list).results().mapToLong(OnlineCpus::size).sum();
        return new OnlineCpus((int) Math.min(count, Integer.MAX_VALUE));
    }

    private static long size(MatchResult range) {
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        return Math.max(0, last - first + 1);
    }

    private ValueProperties properties() {
        return ValueProperties.of(OnlineCpus.class).and("count", count);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnlineCpus same && properties().equals(same.properties());
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
