package org.nestlab.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.ValueProperties;

/**
 * One thing that a {@link StackMatrix} varies, as the kernel: a label for each of its values, and what that value is of
 * a lab.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StackAxis {

    private static final int LONGEST = 30;

    private final String name;
    private final List<Point> points;

    private StackAxis(String name, List<Point> points) {
        checkWord("name of an axis", name);
        Set<String> labels = new HashSet<>();
        for (Point point : points) {
            if (!labels.add(point.label())) {
                throw new LabConfigurationException(
                        "axis '%s' has the label '%s' twice: give each value its own".formatted(name, point.label()));
            }
        }
        this.name = name;
        this.points = List.copyOf(points);
    }

    /** The name, for example {@code kernel}, 1 to 30 printable characters. */
    public String name() {
        return name;
    }

    /** The values in the order in which they are shown, no label twice. */
    public List<Point> points() {
        return points;
    }

    /**
     * A value.
     *
     * @param label for example {@code 6.12}, 1 to 30 printable characters
     * @param stack what it changes of a lab; a lab as it is stays so
     */
    public record Point(String label, Stack stack) {
        public Point {
            checkWord("label", label);
        }
    }

    /** An axis without values, which {@link #with} adds. */
    public static StackAxis of(String name) {
        return new StackAxis(name, List.of());
    }

    /**
     * One more value.
     *
     * @param stack as {@link Stack#parse} reads; blank for the lab as it is
     * @throws LabConfigurationException naming the axis and what is wrong with the label or the stack
     */
    public StackAxis with(String label, String stack) {
        try {
            return with(label, Stack.parse(stack));
        } catch (LabConfigurationException e) {
            throw new LabConfigurationException("axis '%s', label '%s': %s".formatted(name, label, e.getMessage()), e);
        }
    }

    /** One more value. */
    public StackAxis with(String label, Stack stack) {
        List<Point> more = new ArrayList<>(points);
        more.add(new Point(label, stack));
        return new StackAxis(name, more);
    }

    /** The labels, in order. */
    public List<String> labels() {
        return points.stream().map(Point::label).toList();
    }

    /** What it varies, for example {@code L1.kernel}. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        points.forEach(point -> keys.addAll(point.stack().entries().keySet()));
        return keys;
    }

    private static void checkWord(String what, String word) {
        boolean isWord = !word.isBlank()
                && word.equals(word.strip())
                && word.length() <= LONGEST
                && word.chars().noneMatch(Character::isISOControl);
        if (!isWord || word.equals(StackMatrix.ANY) || word.contains(StackMatrix.BETWEEN.strip())) {
            throw new LabConfigurationException(
                    "'%s' is not a valid %s; expected 1 to %d printable characters without '%s', and not '%s' alone"
                            .formatted(word.strip(), what, LONGEST, StackMatrix.BETWEEN.strip(), StackMatrix.ANY));
        }
    }

    private ValueProperties properties() {
        return ValueProperties.of(StackAxis.class).and("name", name).and("points", points);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StackAxis same && properties().equals(same.properties());
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
