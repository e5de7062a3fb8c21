package org.nestlab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** One thing that two runs do not have in common: an immutable value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Difference {

    // L1.cpu.flags
    private static final Pattern LISTS = Pattern.compile("(?:.*\\.)?cpu\\.(?:flags|vmx)");

    private final String name;
    private final @Nullable String before;
    private final @Nullable String after;

    private Difference(String name, @Nullable String before, @Nullable String after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /**
     * One of a name.
     *
     * @param name as a {@link Fingerprint} has it: {@code L1.kernel}, {@code image}
     * @param before what the first run says; a text without a character says nothing
     * @param after what the second run says, likewise
     */
    public static Difference of(String name, String before, String after) {
        return new Difference(name, before.isEmpty() ? null : before, after.isEmpty() ? null : after);
    }

    /** What differs between two maps of a fingerprint, by name. */
    public static List<Difference> between(Map<String, String> first, Map<String, String> second) {
        Set<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String before = first.getOrDefault(name, "");
            String after = second.getOrDefault(name, "");
            if (!before.equals(after)) {
                differences.add(of(name, before, after));
            }
        }
        return differences;
    }

    /** As a {@link Fingerprint} has it: {@code L1.kernel}, {@code image}. */
    public String name() {
        return name;
    }

    /** What the first run says; empty where it says nothing of it. */
    public Optional<String> before() {
        return Optional.ofNullable(before);
    }

    /** What the second run says; empty where it says nothing of it. */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    /** Whether its values are lists of words, as the flags of a CPU: then what differs is some of the words. */
    public boolean isOfLists() {
        return LISTS.matcher(name).matches();
    }

    /** Of two lists of words only those that one side alone has; of other values both as they are. */
    public Difference apart() {
        return isOfLists() ? of(name, String.join(" ", gone()), String.join(" ", come())) : this;
    }

    /** Where both are lists of words: those that the second run has not, sorted. */
    public List<String> gone() {
        return without(before, after);
    }

    /** Those that only the second run has, sorted. */
    public List<String> come() {
        return without(after, before);
    }

    private static List<String> without(@Nullable String words, @Nullable String others) {
        Set<String> left = new TreeSet<>(words(words));
        left.removeAll(words(others));
        return List.copyOf(left);
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** The level, for example {@code L1}; empty where it is of no level. */
    public String where() {
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : "";
    }

    /** For example {@code kernel}. */
    public String what() {
        return name.substring(name.indexOf('.') + 1);
    }

    private ValueProperties properties() {
        return ValueProperties.of(Difference.class)
                .and("name", name)
                .and("before", before)
                .and("after", after);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Difference same && properties().equals(same.properties());
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
