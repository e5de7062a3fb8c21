package org.nestlab.internal.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The nesting setup of a machine before a change, with everything that is needed to restore it.
 *
 * @param machine the machine's label, for messages
 * @param token distinguishes this change's lock from another's
 * @param module {@code kvm_intel} or {@code kvm_amd}
 * @param loaded whether the module was loaded
 * @param nested the value of its parameter; empty if it was not loaded
 * @param parameters all its parameters as {@code name=value}, separated by blanks
 * @param persist whether the file is changed as well
 * @param file the file under /etc/modprobe.d in base64; empty if there was none
 */
record NestingRecord(
        String machine,
        String token,
        String module,
        boolean loaded,
        String nested,
        String parameters,
        boolean persist,
        Optional<String> file) {

    // kvm_intel, kvm_amd: it goes into commands that root runs, and comes from a file when it is put back
    private static final Pattern MODULE = Pattern.compile("kvm_[a-z]{1,10}");

    NestingRecord {
        if (!MODULE.matcher(module).matches()) {
            throw new IllegalArgumentException("'%s' is not a KVM module".formatted(module));
        }
    }

    static NestingRecord parse(String machine, String token, String module, boolean persist, String output) {
        Records records = Records.parse(output);
        List<String> parameters = records.all("parameter");
        return new NestingRecord(
                machine,
                token,
                module,
                records.first("loaded").isPresent(),
                parameters.stream()
                        .filter(parameter -> parameter.startsWith("nested="))
                        .map(parameter -> parameter.substring("nested=".length()))
                        .findFirst()
                        .orElse(""),
                String.join(" ", parameters),
                persist,
                records.first("file").map(text -> text.substring(1)));
    }

    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("machine", machine);
        facts.put("token", token);
        facts.put("module", module);
        facts.put("loaded", Boolean.toString(loaded));
        facts.put("nested", nested);
        facts.put("parameters", parameters);
        facts.put("persist", Boolean.toString(persist));
        file.ifPresent(content -> facts.put("file", content));
        return Map.copyOf(facts);
    }

    static NestingRecord of(Map<String, String> facts) {
        return new NestingRecord(
                facts.getOrDefault("machine", ""),
                facts.getOrDefault("token", ""),
                facts.getOrDefault("module", ""),
                Boolean.parseBoolean(facts.get("loaded")),
                facts.getOrDefault("nested", ""),
                facts.getOrDefault("parameters", ""),
                Boolean.parseBoolean(facts.get("persist")),
                Optional.ofNullable(facts.get("file")));
    }
}
