package org.nestlab.assertion;

/**
 * Why a machine does not meet a claim.
 *
 * @param claim what was claimed, for example {@code usable KVM}
 * @param observed what the machine said
 * @param wanted what would have met the claim
 * @param remedy what to do about it
 */
record Complaint(String claim, String observed, String wanted, String remedy) {

    /**
     * The message.
     *
     * @param where level, name and domain
     */
    String message(String where) {
        return """
                %s: %s
                  observed: %s
                  expected: %s
                  remedy:   %s""".formatted(where, claim, observed, wanted, remedy);
    }
}
