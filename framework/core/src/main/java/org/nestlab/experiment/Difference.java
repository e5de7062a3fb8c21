package org.nestlab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * One thing that two runs do not have in common.
 *
 * @param name as a {@link Fingerprint} has it: {@code L1.kernel}, {@code image}
 * @param before empty where the first run says nothing of it
 * @param after empty where the second run says nothing of it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Difference(String name, String before, String after) {

    // L1.cpu.flags
    private static final Pattern LISTS = Pattern.compile("(?:.*\\.)?cpu\\.(?:flags|vmx)");

    /** What differs between two maps of a fingerprint, by name. */
    public static List<Difference> between(Map<String, String> first, Map<String, String> second) {
        Set<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String before = first.getOrDefault(name, "");
            String after = second.getOrDefault(name, "");
            if (!before.equals(after)) {
                differences.add(new Difference(name, before, after));
            }
        }
        return differences;
    }

    /** Whether its values are lists of words, as the flags of a CPU: then what differs is some of the words. */
    public boolean isOfLists() {
        return LISTS.matcher(name).matches();
    }

    /** Of two lists of words only those that one side alone has; of other values both as they are. */
    public Difference apart() {
        return isOfLists() ? new Difference(name, String.join(" ", gone()), String.join(" ", come())) : this;
    }

    /** Where both are lists of words: those that the second run has not, sorted. */
    public List<String> gone() {
        return without(before, after);
    }

    /** Those that only the second run has, sorted. */
    public List<String> come() {
        return without(after, before);
    }

    private static List<String> without(String words, String others) {
        Set<String> left = new TreeSet<>(Arrays.asList(words.split(" ")));
        left.removeAll(Arrays.asList(others.split(" ")));
        left.remove("");
        return List.copyOf(left);
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
}
