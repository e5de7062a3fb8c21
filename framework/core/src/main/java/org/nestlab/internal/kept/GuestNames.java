package org.nestlab.internal.kept;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a lab's guests that `nestlab list` prints and `nestlab shell` accepts: the level and the name in the
 * spec, for example {@code L1-hypervisor} and {@code L2-guest}. If two guests of a level have the same name in two
 * hypervisors, their names also contain that of the hypervisor: {@code L2-one-guest} and {@code L2-two-guest}.
 */
final class GuestNames {

    private final Map<String, String> byDomain = new HashMap<>();

    /**
     * Names the guests of a lab.
     *
     * @param guests all of them
     */
    GuestNames(List<Domain> guests) {
        for (Domain guest : guests) {
            String full = guest.path();
            String own = guests.stream()
                    .filter(above -> above.level() == guest.level() - 1)
                    .map(above -> above.path() + "-")
                    .filter(full::startsWith)
                    .max((one, other) -> Integer.compare(one.length(), other.length()))
                    .map(prefix -> full.substring(prefix.length()))
                    .orElse(full);
            byDomain.put(guest.name(), name(guest.level(), own));
        }
        for (Domain guest : guests) {
            String own = of(guest.name());
            List<Domain> same = guests.stream()
                    .filter(other -> of(other.name()).equals(own))
                    .toList();
            if (same.size() > 1) {
                same.forEach(each -> byDomain.put(each.name(), name(each.level(), each.path())));
            }
        }
    }

    /**
     * A domain of a lab.
     *
     * @param level the level of the guest, 1 for a guest of the host
     * @param name its name in libvirt, which contains the names of the guests around it:
     *     {@code nestlab-0badcafe-hypervisor-guest}
     */
    record Domain(int level, String name) {

        private String path() {
            return name.replaceFirst("^nestlab-[0-9a-f]{8}-", "");
        }
    }

    /** The name of the guest whose domain has this name. */
    String of(String domain) {
        return byDomain.getOrDefault(domain, domain);
    }

    private static String name(int level, String own) {
        return "L%d-%s".formatted(level, own.replaceAll("[^A-Za-z0-9.]+", "-"));
    }
}
