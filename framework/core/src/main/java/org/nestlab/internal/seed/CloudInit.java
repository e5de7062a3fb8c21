package org.nestlab.internal.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nestlab.internal.text.Json;

/**
 * The three files of cloud-init's NoCloud data source. They are written as JSON, which is YAML too: every string is
 * quoted, so none can become anything else.
 */
final class CloudInit {

    private final SeedSpec spec;

    CloudInit(SeedSpec spec) {
        this.spec = spec;
    }

    /** The instance id is the host name: a guest is made anew for every lab, so it never sees two. */
    String metaData() {
        return json(ordered("instance-id", "nestlab-" + spec.hostname(), "local-hostname", spec.hostname()));
    }

    /** cloud-init knows it by its first line. */
    String userData() {
        Map<String, Object> account = ordered(
                "name",
                spec.user(),
                "shell",
                "/bin/bash",
                "lock_passwd",
                true,
                "ssh_authorized_keys",
                List.of(spec.authorizedKey()));
        if (!spec.user().equals("root")) {
            account.put("sudo", "ALL=(ALL) NOPASSWD:ALL");
        }
        Map<String, Object> config = ordered(
                "hostname",
                spec.hostname(),
                "users",
                List.of(account),
                "disable_root",
                false,
                "ssh_pwauth",
                false,
                "ssh_deletekeys",
                true,
                "ssh_keys",
                ordered("ed25519_private", spec.hostPrivateKey(), "ed25519_public", spec.hostPublicKey()));
        if (!spec.modprobe().isEmpty()) {
            config.put(
                    "write_files",
                    List.of(ordered(
                            "path",
                            "/etc/modprobe.d/nestlab.conf",
                            "content",
                            String.join("\n", spec.modprobe()) + "\n")));
        }
        return "#cloud-config\n" + json(config);
    }

    /** Version 2, each card found by its MAC address. */
    String networkConfig() {
        Map<String, Object> cards = new LinkedHashMap<>();
        for (SeedSpec.Nic nic : spec.nics()) {
            Map<String, Object> card = ordered(
                    "match", Map.of("macaddress", nic.mac()),
                    "addresses", List.of(nic.cidr()),
                    "nameservers", Map.of("addresses", List.of(nic.dns())));
            if (cards.isEmpty()) {
                // Two default routes of one metric are refused by some renderers and a lottery with the others.
                card.put("gateway4", nic.gateway());
            }
            cards.put("nic" + cards.size(), card);
        }
        return json(ordered("version", 2, "ethernets", cards));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static String json(Map<String, Object> content) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing plain maps as JSON failed", e);
        }
    }
}
