package org.nestlab.internal.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which differences of a host are those of some labs: labs of other runs come and go at any time.
 *
 * @param ids of the labs
 * @param subnets of their networks, for example {@code 192.168.200}: another lab may have got one since
 * @param pids of the processes that had them
 */
record OwnLines(Set<String> ids, Set<String> subnets, Set<String> pids) {

    /** A lab's id: in its names, its bridge, its folder, and the environment of what it runs on the host. */
    private static final Pattern ID =
            Pattern.compile("(?:nestlab-|\\bnl|/labs/|/containers/|/journal/|NESTLAB_BED=)([0-9a-f]{8})(?![0-9a-f])");

    private static final Pattern SUBNET = Pattern.compile("\\b(192\\.168\\.\\d{1,3})\\.\\d");

    // + sockets /tmp/nestlab-4711-8273645
    private static final Pattern SOCKETS = Pattern.compile("[+-] sockets .*/nestlab-(\\d{1,10})-\\d+");

    // 192.168.200.0/24 via 172.17.0.3 dev docker0
    private static final Pattern VIA = Pattern.compile("(192\\.168\\.\\d{1,3})\\.0/24 (?:via (\\S+)|dev (\\S+)).*");

    /** What a line is to these labs. */
    enum Whose {
        OWN,
        /** It names no lab: whether it is theirs shows only when it stays. */
        NOBODYS,
        ANOTHERS
    }

    Whose of(String difference, HostSnapshot now) {
        Matcher socket = SOCKETS.matcher(difference);
        if (socket.matches()) {
            return pids.contains(socket.group(1)) ? Whose.OWN : Whose.ANOTHERS;
        }
        Set<String> named = all(ID, difference);
        if (!named.isEmpty()) {
            return named.stream().anyMatch(ids::contains) ? Whose.OWN : Whose.ANOTHERS;
        }
        Set<String> networks = all(SUBNET, difference);
        if (networks.isEmpty()) {
            return Whose.NOBODYS;
        }
        Map<String, String> users = users(now);
        return networks.stream()
                        .filter(subnets::contains)
                        .anyMatch(subnet -> Optional.ofNullable(users.get(subnet))
                                .map(ids::contains)
                                .orElse(true))
                ? Whose.OWN
                : Whose.ANOTHERS;
    }

    /** The lab that has each subnet now. */
    private static Map<String, String> users(HostSnapshot now) {
        Map<String, String> users = new HashMap<>();
        for (String route : now.parts().getOrDefault("routes", List.of())) {
            Matcher via = VIA.matcher(route);
            if (via.matches()) {
                String bearer =
                        via.group(2) == null ? via.group(3) : now.addresses().getOrDefault(via.group(2), "");
                all(ID, bearer).forEach(lab -> users.put(via.group(1), lab));
            }
        }
        return users;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
