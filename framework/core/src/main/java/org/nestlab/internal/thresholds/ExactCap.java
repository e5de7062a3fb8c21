package org.nestlab.internal.thresholds;

import org.jspecify.annotations.Nullable;

/**
 * What an exit may cost at most, whatever it cost before.
 *
 * @param instructions null where that is not said
 * @param exits of L1's KVM; null where that is not said
 * @param source where it is said, for example {@code thresholds.yaml:7}; empty where nothing is
 */
public record ExactCap(
        @Nullable Long instructions, @Nullable Long exits, String source) {}
