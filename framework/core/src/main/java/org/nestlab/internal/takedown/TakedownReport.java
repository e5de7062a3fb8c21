package org.nestlab.internal.takedown;

import java.util.List;

/**
 * What became of a lab that was taken down.
 *
 * @param removed what was removed or put back, for example {@code network nestlab-0badcafe}
 * @param failures what was not
 */
public record TakedownReport(List<String> removed, List<Failure> failures) {

    public TakedownReport {
        removed = List.copyOf(removed);
        failures = List.copyOf(failures);
    }

    /** One thing that is still there, and why. */
    public record Failure(String what, RuntimeException cause) {
        @Override
        public String toString() {
            return what + ": " + cause.getMessage();
        }
    }
}
