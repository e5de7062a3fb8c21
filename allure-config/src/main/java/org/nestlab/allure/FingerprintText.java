package org.nestlab.allure;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.machine.Level;

/** The facts about both machines of an experiment side by side, and the facts that they share. */
final class FingerprintText {

    private final Fingerprint fingerprint;
    private final StringBuilder text = new StringBuilder();

    private FingerprintText(Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
    }

    /**
     * The facts as text. {@code ≠} marks a fact that differs between the machines, {@code -} a fact that only one
     * machine has.
     */
    static String of(Experiment experiment) {
        FingerprintText all = new FingerprintText(experiment.design().fingerprint());
        all.text.append("fingerprint %s: equal for runs whose evidence may be put together%n"
                .formatted(experiment.design().fingerprint().id()));
        all.sides(experiment);
        all.rest("what must be equal", experiment.design().fingerprint().identity(), experiment);
        all.rest(
                "what else may explain a change",
                experiment.design().fingerprint().details(),
                experiment);
        return all.text.toString();
    }

    private void sides(Experiment experiment) {
        Map<String, String> subject = of(experiment.design().levels().subject());
        Map<String, String> reference = of(experiment.design().levels().reference());
        Set<String> names = new TreeSet<>(subject.keySet());
        names.addAll(reference.keySet());
        text.append("%n%s against %s%n"
                .formatted(experiment.design().subject(), experiment.design().reference()));
        for (String name : names) {
            String ours = subject.getOrDefault(name, "-");
            String theirs = reference.getOrDefault(name, "-");
            text.append(
                    ours.equals(theirs)
                            ? "    %s: %s%n".formatted(name, ours)
                            : "  ≠ %s: %s | %s%n".formatted(name, ours, theirs));
        }
    }

    /** The facts of one level, by their names without the level. */
    private Map<String, String> of(Level level) {
        Map<String, String> facts = new TreeMap<>();
        fingerprint.details().forEach((name, value) -> put(facts, level, name, value));
        fingerprint.identity().forEach((name, value) -> put(facts, level, name, value));
        return facts;
    }

    private static void put(Map<String, String> facts, Level level, String name, String value) {
        String prefix = level + ".";
        if (name.startsWith(prefix)) {
            facts.put(name.substring(prefix.length()), value);
        }
    }

    /** The facts that belong to neither machine. */
    private void rest(String title, Map<String, String> facts, Experiment experiment) {
        Map<String, String> others = new TreeMap<>(facts);
        others.keySet()
                .removeIf(name -> name.startsWith(experiment.design().levels().subject() + ".")
                        || name.startsWith(experiment.design().levels().reference() + "."));
        if (!others.isEmpty()) {
            text.append("%nboth: %s%n".formatted(title));
            others.forEach((name, value) -> text.append("    %s: %s%n".formatted(name, value)));
        }
    }
}
