package org.nestlab.internal.host;

import java.util.Optional;

/** IPv4 blocks in the one spelling under which two of them can be compared: host bits zero, prefix always there. */
final class Cidr {

    private Cidr() {}

    /** {@code 192.0.2.2/24} becomes {@code 192.0.2.0/24}; an address alone is a /32; anything else is nothing. */
    static Optional<String> of(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? of(text, "32") : of(text.substring(0, slash), text.substring(slash + 1));
    }

    /**
     * A block from an address in it and its size.
     *
     * @param size a prefix length, for example {@code 24}, or a netmask, for example {@code 255.255.255.0}; empty for
     *     an address's old class, which is what libvirt makes of it
     */
    static Optional<String> of(String address, String size) {
        Optional<Long> number = number(address);
        Optional<Integer> prefix = number.flatMap(value -> prefix(size, value));
        if (number.isEmpty() || prefix.isEmpty()) {
            return Optional.empty();
        }
        int bits = prefix.get();
        long network = number.get() & mask(bits);
        return Optional.of("%d.%d.%d.%d/%d"
                .formatted((network >> 24) & 255, (network >> 16) & 255, (network >> 8) & 255, network & 255, bits));
    }

    private static Optional<Integer> prefix(String size, long address) {
        if (size.isEmpty()) {
            return Optional.of(address >> 31 == 0 ? 8 : address >> 30 == 0b10 ? 16 : 24);
        }
        if (size.matches("[0-9]{1,2}")) {
            return Optional.of(Integer.valueOf(size)).filter(bits -> bits <= 32);
        }
        return number(size)
                .map(mask -> Long.bitCount(mask))
                .filter(bits -> number(size).filter(mask -> mask == mask(bits)).isPresent());
    }

    private static Optional<Long> number(String address) {
        String[] octets = address.split("\\.", -1);
        if (octets.length != 4) {
            return Optional.empty();
        }
        long number = 0;
        for (String octet : octets) {
            if (!octet.matches("[0-9]{1,3}") || Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            number = (number << 8) | Integer.parseInt(octet);
        }
        return Optional.of(number);
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : (0xFFFFFFFFL << (32 - bits)) & 0xFFFFFFFFL;
    }
}
