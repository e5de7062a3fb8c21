package org.nestlab.internal.lab;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;

/**
 * How often labs were started.
 *
 * @param labs how many labs were asked for
 * @param emulator how many starts there were again because the emulation had broken a guest, which was proven
 * @param crash the same because a guest had crashed
 * @param hang the same because a guest had hung
 */
public record Starts(int labs, int emulator, int crash, int hang) {

    public static final Starts NONE = new Starts(0, 0, 0, 0);

    /** How many were there in all. */
    public int all() {
        return labs + again();
    }

    /** How many of them were another start of the same lab. */
    public int again() {
        return emulator + crash + hang;
    }

    /**
     * For example {@code 5 labs were started 7 times: 2 times again, as the emulation broke a guest (1), a guest hung
     * (1)}.
     */
    public String sentence() {
        String started = "%d lab%s started %s"
                .formatted(
                        labs,
                        labs == 1 ? " was" : "s were",
                        again() > 0 ? all() + " times" : labs == 1 ? "once" : "once each");
        return again() == 0
                ? started
                : "%s: %s again, as %s".formatted(started, again() == 1 ? "once" : again() + " times", reasons());
    }

    private String reasons() {
        return Stream.of(
                        reason(StartFailure.Kind.EMULATOR, emulator),
                        reason(StartFailure.Kind.CRASH, crash),
                        reason(StartFailure.Kind.HANG, hang))
                .filter(reason -> !reason.isEmpty())
                .collect(joining(", "));
    }

    private static String reason(StartFailure.Kind kind, int count) {
        return count == 0 ? "" : "%s (%d)".formatted(kind.words(), count);
    }
}
