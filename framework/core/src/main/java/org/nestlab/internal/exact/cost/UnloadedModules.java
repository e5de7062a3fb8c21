package org.nestlab.internal.exact.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.exact.machine.Serial;

/** KVM's modules that a level's kernel refused, for example because they were built for another kernel. */
final class UnloadedModules {

    private static final Pattern NOT_LOADED = Pattern.compile("nestlab-exact: not loaded ([A-Za-z0-9_-]{1,60})");

    // [    0.512345] kvm_amd: disagrees about version of symbol kvm_init
    private static final Pattern OF_KERNEL = Pattern.compile("(?:\\[[ 0-9.]{1,20}+\\] )?+([a-z0-9_]{1,60}+): (.*)");

    private UnloadedModules() {}

    /**
     * One sentence each, with the kernel's message.
     *
     * @param lines of L1's serial line
     */
    static List<String> in(List<String> lines) {
        List<String> found = new ArrayList<>();
        Map<String, String> said = new HashMap<>();
        for (String line : lines) {
            String level = Serial.isOfL2(line) ? "L2" : "L1";
            String text = Serial.ofL2(line).orElse(line);
            Matcher refused = NOT_LOADED.matcher(text);
            Matcher kernel = OF_KERNEL.matcher(text);
            if (refused.matches()) {
                @Nullable String why = said.get(level + refused.group(1).replace('-', '_'));
                found.add("%s does not load %s%s".formatted(level, refused.group(1), why == null ? "" : ": " + why));
            } else if (kernel.matches()) {
                said.put(level + kernel.group(1), kernel.group(2));
            }
        }
        return found;
    }
}
