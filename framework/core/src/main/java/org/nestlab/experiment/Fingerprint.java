package org.nestlab.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.nestlab.internal.digest.Sha256;

/**
 * What an experiment ran on. Evidence of two runs is put together only where their identities are equal.
 *
 * @param identity what must be the same, for example {@code L0.cpu}, {@code L1.kernel}, {@code image}
 * @param details what else may explain a change, for example {@code L0.governor}, {@code L1.cpu.flags}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Fingerprint(Map<String, String> identity, Map<String, String> details) {

    /** Of an experiment that says nothing of what it ran on. */
    public static final Fingerprint UNKNOWN = new Fingerprint(Map.of(), Map.of());

    public Fingerprint {
        identity = Collections.unmodifiableMap(new TreeMap<>(identity));
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** All that differs between this and a later one, by identity and details, sorted by name. */
    public List<Difference> differencesTo(Fingerprint later) {
        return Difference.between(all(), later.all());
    }

    private Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(details);
        all.putAll(identity);
        return all;
    }

    /** 16 hexadecimal digits of the identity's SHA-256; equal for equal identities. */
    public String id() {
        StringBuilder text = new StringBuilder();
        identity.forEach(
                (name, value) -> text.append(name).append('\0').append(value).append('\0'));
        return Sha256.hex(text.toString()).substring(0, 16);
    }
}
