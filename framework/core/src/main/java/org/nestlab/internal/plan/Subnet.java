package org.nestlab.internal.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 subnet.
 *
 * @param network its first address as an unsigned 32-bit number, host bits zero
 * @param prefix the length of the network part in bits, 0 to 32
 */
public record Subnet(long network, int prefix) {

    // as `ip -4 route` prints it: 192.168.122.0/24
    private static final Pattern CIDR =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    public Subnet {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("a prefix is 0 to 32 bits, not " + prefix);
        }
        network &= mask(prefix);
    }

    /** Reads {@code a.b.c.d/n} or {@code a.b.c.d}; empty if the text is neither. */
    public static Optional<Subnet> parse(String text) {
        Matcher matcher = CIDR.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(matcher.group(i));
            if (octet > 255) {
                return Optional.empty();
            }
            address = (address << 8) | octet;
        }
        int bits = matcher.group(5) == null ? 32 : Integer.parseInt(matcher.group(5));
        return bits > 32 ? Optional.empty() : Optional.of(new Subnet(address, bits));
    }

    public boolean overlaps(Subnet other) {
        long mask = mask(Math.min(prefix, other.prefix));
        return (network & mask) == (other.network & mask);
    }

    /** Returns the address at this position in the subnet; 0 is the address of the subnet itself. */
    public String address(int place) {
        long address = network + place;
        return "%d.%d.%d.%d"
                .formatted((address >> 24) & 255, (address >> 16) & 255, (address >> 8) & 255, address & 255);
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : (0xFFFFFFFFL << (32 - prefix)) & 0xFFFFFFFFL;
    }

    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}
