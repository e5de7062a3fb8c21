package org.nestlab.internal.exact.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.console.LogLine;
import org.nestlab.internal.console.Signature;
import org.nestlab.internal.console.Signatures;
import org.nestlab.machine.Level;

/**
 * Determines the state of a machine from its lines and from its emulator's processor time. Processor time reveals a
 * hang, because on a busy or slow host the emulator gets less of it and is given more time.
 */
final class MachineWatch {

    /** Many times the longest silence, which is the start of L1's kernel and takes some 20 s. */
    static final Duration MOST_SILENCE = Duration.ofSeconds(150);

    /**
     * The time that L1 took to boot shows how fast this host is. On a usual machine the longest silence without a hang
     * is a fifth of it; without nested paging, L2's kernel is more than ten times as slow.
     */
    private static final int BOOTS = 20;

    static final String MARK = "nestlab-exact: ";

    private static final String NO_PARAMETER = MARK + "no parameter ";
    private static final Pattern END = Pattern.compile("nestlab-exact: end (\\d{1,3})");
    private static final String NOTHING = "(none: nothing came over its serial line)";

    private final Duration limit;
    private final Duration mostSilence;
    private final List<String> lines = new ArrayList<>();
    private Duration lastLineAt = Duration.ZERO;
    private @Nullable Duration begunAt;

    /**
     * @param limit the longest time that the machine may take, by the host's clock
     * @param mostSilence the longest silence, in processor time of the emulator; once L1 has booted, at least 20 times
     *     the time of that boot
     */
    MachineWatch(Duration limit, Duration mostSilence) {
        this.limit = limit;
        this.mostSilence = mostSilence;
    }

    List<String> lines() {
        return lines;
    }

    /**
     * Reads one line.
     *
     * @param cpu the emulator's processor time when the line arrived
     * @return how the machine ended, if the line says so
     */
    Optional<Ending> line(String line, Duration cpu) {
        lines.add(line);
        lastLineAt = cpu;
        if (Serial.isOfL2(line)) {
            return Optional.empty();
        }
        Matcher end = END.matcher(line);
        if (end.find()) {
            return Optional.of(new Ending.Finished(Integer.parseInt(end.group(1))));
        }
        if (line.contains(Serial.BEGIN)) {
            if (begunAt != null) {
                return Optional.of(new Ending.Stopped("it started again, so it was reset"));
            }
            begunAt = cpu;
        }
        return Signatures.builtIn()
                .fatalIn(line, Level.L1)
                .filter(signature -> signature.effect() == Signature.Effect.KERNEL_DEAD)
                .map(signature -> new Ending.Panicked(LogLine.of(line).text()));
    }

    /**
     * Checks the clocks.
     *
     * @return how the machine ended, if the clocks show it
     */
    Optional<Ending> clocks(Duration cpu, Duration wall) {
        Duration silence = cpu.minus(lastLineAt);
        if (silence.compareTo(longest()) > 0) {
            return Optional.of(new Ending.Hung(silence, lastLine()));
        }
        return wall.compareTo(limit) > 0 ? Optional.of(new Ending.TooSlow(limit, cpu, lastLine())) : Optional.empty();
    }

    /** The longest silence that is not a hang yet. */
    private Duration longest() {
        if (begunAt == null) {
            return mostSilence;
        }
        Duration some = begunAt.multipliedBy(BOOTS);
        return some.compareTo(mostSilence) > 0 ? some : mostSilence;
    }

    /** How a machine ended whose emulator ended without a line that says why. */
    Ending stopped() {
        return new Ending.Stopped(lastLine());
    }

    /** Parameters that a module of L1 or L2 does not have, for example {@code kvm_intel.nosuch}. */
    List<String> missingParameters() {
        return lines.stream()
                .map(line -> Serial.ofL2(line).orElse(line))
                .filter(line -> line.startsWith(NO_PARAMETER))
                .map(line -> line.substring(NO_PARAMETER.length()))
                .toList();
    }

    private String lastLine() {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i);
            }
        }
        return NOTHING;
    }
}
