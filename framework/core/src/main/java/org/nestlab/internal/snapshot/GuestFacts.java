package org.nestlab.internal.snapshot;

/**
 * What distinguishes one boot of a kernel from another, and one thawed guest from another.
 *
 * @param boot {@code /proc/sys/kernel/random/boot_id}
 * @param uptime seconds since the boot
 * @param drawn a new random value of {@code /proc/sys/kernel/random/uuid}
 * @param nonce the content of {@link GuestAgent#NONCE_FILE}; {@code -} if there is no such file
 */
public record GuestFacts(String boot, double uptime, String drawn, String nonce) {

    /**
     * Reads the agent's answer.
     *
     * @param line boot, uptime, uuid and nonce, separated by blanks, for example {@code 5f0c… 31.52 9b1d… 00ff…}
     * @throws IllegalArgumentException if the line has another form
     */
    static GuestFacts parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 4 || !words[1].matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException(
                    "'%s' is not a valid answer; expected boot, uptime, uuid and nonce".formatted(line));
        }
        return new GuestFacts(words[0], Double.parseDouble(words[1]), words[2], words[3]);
    }
}
