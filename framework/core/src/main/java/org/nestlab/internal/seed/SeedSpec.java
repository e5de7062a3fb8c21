package org.nestlab.internal.seed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a guest is told at its first boot.
 *
 * @param hostname one label of a host name: letters, digits and dashes, at most 63
 * @param user the account that the authorized key logs in to
 * @param authorizedKey the lab's public key, one line of OpenSSH's authorized_keys
 * @param hostPrivateKey the guest's own Ed25519 host key, OpenSSH's PEM text
 * @param hostPublicKey its public half, one line
 * @param nics the network cards; the first has the default route
 * @param modprobe lines for a file in /etc/modprobe.d, empty for none
 * @param role what the image's boot agent starts, or null where the image decides
 */
public record SeedSpec(
        String hostname,
        String user,
        String authorizedKey,
        String hostPrivateKey,
        String hostPublicKey,
        List<Nic> nics,
        List<String> modprobe,
        @Nullable Role role) {

    private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PEM = Pattern.compile("-----BEGIN [\\x20-\\x7e\\n]+-----\n");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    public SeedSpec {
        require(HOSTNAME.matcher(hostname).matches(), "host name", hostname, "letters, digits and dashes");
        require(USER.matcher(user).matches(), "user", user, "lower-case letters, digits, _ or -");
        requireLine("authorized key", authorizedKey);
        requireLine("host public key", hostPublicKey);
        require(
                PEM.matcher(hostPrivateKey).matches(),
                "host private key",
                "(not shown)",
                "PEM text that begins with -----BEGIN and ends with a line break");
        nics = List.copyOf(nics);
        modprobe = List.copyOf(modprobe);
        modprobe.forEach(line -> requireLine("modprobe line", line));
    }

    /** What a guest is for. */
    public enum Role {
        HYPERVISOR,
        GUEST
    }

    public Optional<Role> purpose() {
        return Optional.ofNullable(role);
    }

    /**
     * One network card with a fixed address.
     *
     * @param mac for example {@code 52:54:00:12:34:56}
     * @param cidr address and prefix length, for example {@code 10.91.7.2/24}
     * @param gateway IPv4 address of the way out; cloud-init takes the first card's as its default route
     * @param dns IPv4 address of the name server
     */
    public record Nic(String mac, String cidr, String gateway, String dns) {

        private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
        private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
        private static final String ADDRESS = OCTET + "(\\." + OCTET + "){3}";
        private static final Pattern IPV4 = Pattern.compile(ADDRESS);
        private static final Pattern CIDR = Pattern.compile(ADDRESS + "/(3[0-2]|[12]?[0-9])");

        public Nic {
            require(MAC.matcher(mac).matches(), "MAC address", mac, "one like 52:54:00:12:34:56");
            require(CIDR.matcher(cidr).matches(), "address with prefix", cidr, "one like 10.91.7.2/24");
            require(IPV4.matcher(gateway).matches(), "gateway", gateway, "an IPv4 address");
            require(IPV4.matcher(dns).matches(), "name server", dns, "an IPv4 address");
        }
    }

    private static void requireLine(String what, String value) {
        require(
                !value.isBlank() && value.chars().allMatch(c -> c >= 0x20 && c < 0x7F),
                what,
                value,
                "one line of printable ASCII");
    }

    private static void require(boolean holds, String what, String value, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("'%s' is not a valid %s; expected %s".formatted(value, what, wanted));
        }
    }
}
