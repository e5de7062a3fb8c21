package org.nestlab.exact;

import org.apiguardian.api.API;

/**
 * Instructions between two reads of the guest's time stamp counter around one exit: those of the guest, of KVM and, if
 * it answers, of userspace.
 *
 * @param first of the first exit, which includes what is set up on demand
 * @param min the minimum of the others
 * @param median of the others
 * @param p90 their 90th percentile
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Instructions(long first, long min, long median, long p90) {

    /** Checks that they are figures of one sample. */
    public Instructions {
        if (first < 0 || min < 0 || median < min || p90 < median) {
            throw new IllegalArgumentException(
                    "first %d, min %d, median %d and 90th percentile %d are not those of one sample; expected them ascending"
                            .formatted(first, min, median, p90));
        }
    }
}
