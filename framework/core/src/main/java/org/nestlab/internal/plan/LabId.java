package org.nestlab.internal.plan;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Identifies a lab on its host.
 *
 * @param value 8 hexadecimal digits
 */
public record LabId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public LabId {
        if (!value.matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("a lab's id is 8 hexadecimal digits, not '" + value + "'");
        }
    }

    public static LabId random() {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        return new LabId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
