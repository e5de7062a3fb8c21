package org.nestlab.internal.libvirt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.internal.xml.XmlEdit;
import org.nestlab.internal.xml.XmlElement;

/**
 * What is changed in the {@code <cpu>} element of a domain so that it becomes the one that is wanted. Mode, model and
 * the named features are taken from that one; the rest of the domain's own stays: topology, NUMA cells, other features,
 * cache, address bits.
 *
 * <p>Four things go that libvirt takes with certain modes only, or else refuses the domain: {@code migratable} and the
 * cache mode {@code passthrough} (host-passthrough and maximum), {@code <vendor>} (with a model's name) and
 * {@code vendor_id} (not with host-passthrough).
 *
 * @param mode for example {@code host-passthrough}
 * @param model the model's name and how libvirt may stand in for it, empty where the mode has none
 * @param features policies by the feature's name, in order
 */
record CpuChange(
        String mode,
        Optional<String> model,
        Optional<String> fallback,
        Optional<String> check,
        Optional<String> match,
        Map<String, String> features) {

    private static final Set<String> THE_HOSTS = Set.of("host-passthrough", "maximum");
    private static final Set<String> EXTENSIONS = Set.of("vmx", "svm");
    private static final Set<String> HIDING = Set.of("disable", "forbid");

    /**
     * Reads a {@code <cpu>} element.
     *
     * @throws IllegalArgumentException if it is another element
     */
    static CpuChange of(XmlElement cpu) {
        XmlDoc xml = XmlDoc.parse(cpu.toString());
        if (!xml.has("/cpu")) {
            throw new IllegalArgumentException("expected a <cpu> element, not " + cpu);
        }
        Map<String, String> features = new LinkedHashMap<>();
        xml.all("/cpu/feature")
                .forEach(feature -> features.put(
                        feature.text("@name").orElse(""),
                        feature.text("@policy").orElse("require")));
        return new CpuChange(
                xml.text("/cpu/@mode").orElse("custom"),
                xml.text("/cpu/model"),
                xml.text("/cpu/model/@fallback"),
                xml.text("/cpu/@check"),
                xml.text("/cpu/@match"),
                features);
    }

    /** The definition with that change. */
    String in(String domainXml) {
        XmlEdit domain = XmlEdit.of(domainXml);
        XmlEdit cpu = domain.childOrNew("cpu");
        boolean sameMode = cpu.attr("mode").equals(Optional.of(mode));
        cpu.set("mode", mode);
        comparison(cpu, "check", check, sameMode);
        comparison(cpu, "match", match, sameMode);
        if (!THE_HOSTS.contains(mode)) {
            cpu.unset("migratable");
            cpu.children("cache").stream()
                    .filter(cache -> cache.attr("mode").equals(Optional.of("passthrough")))
                    .forEach(XmlEdit::remove);
        }
        if (model.isEmpty()) {
            cpu.children("vendor").forEach(XmlEdit::remove);
        }
        model(cpu);
        features(cpu);
        return domain.toString();
    }

    /**
     * How strictly libvirt compares the CPU with the host's belongs to the mode: with the former one kept, so is this.
     */
    private static void comparison(XmlEdit cpu, String name, Optional<String> wanted, boolean sameMode) {
        if (sameMode && cpu.attr(name).isPresent()) {
            return;
        }
        wanted.ifPresentOrElse(value -> cpu.set(name, value), () -> cpu.unset(name));
    }

    private void model(XmlEdit cpu) {
        if (model.isPresent()) {
            XmlEdit named = cpu.childOrNew("model");
            named.text(model.get());
            fallback.ifPresentOrElse(value -> named.set("fallback", value), () -> named.unset("fallback"));
        } else if (mode.equals("host-model")
                && cpu.child("model").flatMap(old -> old.attr("vendor_id")).isPresent()) {
            cpu.child("model").ifPresent(old -> old.text(""));
        } else {
            cpu.children("model").forEach(XmlEdit::remove);
        }
    }

    private void features(XmlEdit cpu) {
        Map<String, String> missing = new LinkedHashMap<>(features);
        for (XmlEdit feature : cpu.children("feature")) {
            String name = feature.attr("name").orElse("");
            String policy = missing.remove(name);
            if (policy != null) {
                feature.set("policy", policy);
            } else if (EXTENSIONS.contains(name) && contradicted(feature)) {
                feature.remove();
            }
        }
        missing.forEach(
                (name, policy) -> cpu.append("feature").set("policy", policy).set("name", name));
    }

    /**
     * Whether the domain hides an extension that the wanted CPU shows without naming it, or shows one where it hides
     * the other.
     */
    private boolean contradicted(XmlEdit feature) {
        boolean hides = HIDING.contains(feature.attr("policy").orElse("require"));
        boolean named = EXTENSIONS.stream().anyMatch(features::containsKey);
        boolean hidden = EXTENSIONS.stream().anyMatch(it -> "disable".equals(features.get(it)));
        return hides ? !named : hidden;
    }
}
