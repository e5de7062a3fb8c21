package org.nestlab.stack;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.experiment.Difference;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.ValueProperties;

/**
 * What varies of a lab, named level by level, and nothing of what does not. A lab is the same with the empty stack; two
 * equal stacks make the same lab of it.
 *
 * <h2>As text</h2>
 * Entries {@code LEVEL.KEY=VALUE}, in one line with commas between them. A comma ends a value only where another entry
 * follows, so that values may have commas: {@code L1.kernel=image,L1.cmdline=mitigations=auto,nosmt}. In a file there
 * is an entry a line, and {@code #} begins a comment.
 *
 * The keys are those of {@link StackKey}. L2 and deeper levels have the same ones as L1.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Stack {

    private static final Stack AS_IT_IS = new Stack(new TreeMap<>());

    private final SortedMap<String, StackEntry> entries;

    Stack(SortedMap<String, StackEntry> entries) {
        this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** The entries by {@code LEVEL.KEY}. */
    public SortedMap<String, StackEntry> entries() {
        return entries;
    }

    /** Nothing varies. */
    public static Stack asItIs() {
        return AS_IT_IS;
    }

    /**
     * Reads entries.
     *
     * @param text an entry, several with commas between them, or {@code @FILE}; blank for the lab as it is
     * @throws LabConfigurationException naming the entry that is wrong and what was wanted
     */
    public static Stack parse(String text) {
        return StackParser.parse(text);
    }

    /** Several texts as one stack, as {@link #parse(String)}; of two entries for the same, the last one counts. */
    public static Stack parse(List<String> texts) {
        Stack all = asItIs();
        for (String text : texts) {
            all = all.and(parse(text));
        }
        return all;
    }

    /** This stack's entries and, where both have one, the other's. */
    public Stack and(Stack other) {
        SortedMap<String, StackEntry> all = new TreeMap<>(entries);
        all.putAll(other.entries);
        return new Stack(all);
    }

    /** What this stack says of the host and of the levels down to this depth. */
    public Stack upTo(int depth) {
        SortedMap<String, StackEntry> kept = new TreeMap<>(entries);
        kept.values().removeIf(entry -> entry.level().depth() > depth);
        return new Stack(kept);
    }

    /** The same stack, with paths that mean the same to a program in another working folder. */
    public Stack absolute() {
        SortedMap<String, StackEntry> all = new TreeMap<>();
        entries.forEach((key, entry) -> all.put(
                key, new StackEntry(entry.level(), entry.name(), entry.value().absolute())));
        return new Stack(all);
    }

    /**
     * The lab on this stack.
     *
     * @throws LabConfigurationException if the lab has no such level, or what it has there cannot be varied so
     */
    public LabSpec applyTo(LabSpec lab) {
        // The kernel first: it replaces the command line that other entries add to.
        List<StackEntry> ordered = new ArrayList<>(entries.values());
        ordered.sort((a, b) ->
                Boolean.compare(b.value() instanceof StackValue.Kernel, a.value() instanceof StackValue.Kernel));
        LabSpec applied = lab;
        for (StackEntry entry : ordered) {
            applied = entry.applyTo(applied);
        }
        return applied;
    }

    /** What differs from this stack in another: before is this one's, after the other's. */
    public List<Difference> differences(Stack other) {
        return Difference.between(texts(other), other.texts(this));
    }

    /** The values by key, with those of the other stack that this one says nothing of. */
    private SortedMap<String, String> texts(Stack other) {
        SortedMap<String, String> texts = new TreeMap<>();
        other.entries.forEach((key, entry) -> texts.put(key, entry.value().unsaid()));
        entries.forEach((key, entry) -> texts.put(key, entry.value().text()));
        return texts;
    }

    /** In the form that {@link #parse} reads; empty for the lab as it is. */
    public String text() {
        return entries.values().stream().map(StackEntry::text).collect(joining(","));
    }

    /** The text, or words for the lab as it is. */
    @Override
    public String toString() {
        return entries.isEmpty() ? "the lab as it is" : text();
    }

    private ValueProperties properties() {
        return ValueProperties.of(Stack.class).and("entries", entries);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stack same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }
}
