package org.nestlab.internal.upgrade;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.experiment.Difference;
import org.nestlab.experiment.Fingerprint;

/**
 * Whether two fingerprints are of the same machine with the same setup, except for the kernel of L0 and what comes with
 * it.
 *
 * @param comes differences that the kernel brings, or may bring
 * @param others other differences, with which two hosts are not compared
 */
record SameHost(List<Difference> comes, List<Difference> others) {

    /**
     * What another kernel of L0 may change by itself. Of the host: its version and build, the security modules it is
     * built with, the driver that it scales frequencies by. Of the host and of its guests, which are shown a CPU by
     * KVM: what the kernel knows of vulnerabilities and does about them, flags, the clock source, parameters of the KVM
     * modules; and the microcode that guests are shown. What people set, as mitigations on the command line, is none of
     * it.
     */
    private static final Pattern COMES_WITH_THE_KERNEL =
            Pattern.compile("L0\\.(kernel|kernel\\.build|lsm|scaling\\.driver)|L[1-9]\\.microcode"
                    + "|L[0-9]\\.(vulnerability\\..+|cpu\\.flags|cpu\\.vmx|clocksource|(kvm|kvm_amd|kvm_intel)\\..+)");

    /** The available governors depend on the driver. */
    private static final String GOVERNOR = "L0.governor";

    private static final String DRIVER = "L0.scaling.driver";

    // 3.75 GiB
    private static final Pattern MEMORY = Pattern.compile("([0-9]{1,9}\\.[0-9]{2}) GiB");

    /**
     * What a fingerprint rounds memory to: a kernel keeps some pages for itself, which may be just enough for the next
     * step.
     */
    private static final double MEMORY_STEP = 0.25;

    SameHost {
        comes = List.copyOf(comes);
        others = List.copyOf(others);
    }

    /**
     * Compares identity and details, because a difference that may explain a change is as bad here as the change
     * itself.
     */
    static SameHost of(Fingerprint before, Fingerprint after) {
        List<Difference> all = before.differencesTo(after).stream()
                .filter(it -> !roundedMemory(it))
                .toList();
        boolean otherDriver = all.stream().anyMatch(it -> it.name().equals(DRIVER));
        Map<Boolean, List<Difference>> sorted = all.stream()
                .collect(partitioningBy(
                        it -> COMES_WITH_THE_KERNEL.matcher(it.name()).matches()
                                || (it.name().equals(GOVERNOR) && otherDriver)));
        return new SameHost(sorted.getOrDefault(true, List.of()), sorted.getOrDefault(false, List.of()));
    }

    private static boolean roundedMemory(Difference difference) {
        Optional<Double> before = difference.before().flatMap(SameHost::gib);
        Optional<Double> after = difference.after().flatMap(SameHost::gib);
        return difference.what().equals("memory")
                && before.isPresent()
                && after.isPresent()
                && Math.abs(before.get() - after.get()) <= MEMORY_STEP;
    }

    private static Optional<Double> gib(String text) {
        Matcher matcher = MEMORY.matcher(text);
        return matcher.matches() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** Whether nothing differs at all. */
    boolean same() {
        return comes.isEmpty() && others.isEmpty();
    }

    /** For example {@code L0.qemu was 7.2.22, is 10.0.2; image was a1b2, is c3d4}. */
    static String words(List<Difference> differences) {
        return differences.stream().map(SameHost::words).collect(joining("; "));
    }

    /** Of a CPU's flags, of which there are a hundred, those alone that came or went. */
    private static String words(Difference it) {
        return it.isOfLists()
                ? "%s lost %s, gained %s".formatted(it.name(), listed(it.gone()), listed(it.come()))
                : "%s was %s, is %s".formatted(it.name(), shown(it.before()), shown(it.after()));
    }

    private static String listed(List<String> words) {
        return words.isEmpty() ? "nothing" : String.join(" ", words);
    }

    private static String shown(Optional<String> value) {
        return value.orElse("not known");
    }
}
