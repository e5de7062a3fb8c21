package org.nestlab.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nestlab.probe.VirtExtension.Kind;

/**
 * One parameter of whichever of {@code kvm_intel} and {@code kvm_amd} is in charge.
 *
 * @param module the module, null where neither is in the kernel
 * @param builtIn whether the module is part of the kernel's own file, so that it can never be unloaded
 * @param raw what the parameter holds, empty where it cannot be read
 */
record ModuleParameter(@Nullable String module, boolean builtIn, ParameterState state, String raw) {

    // kvm_amd loadable present 1
    private static final Pattern LINE =
            Pattern.compile("(kvm_intel|kvm_amd) (loadable|builtin) (present|absent)(?: (.*))?");

    /**
     * A loaded module has initstate, a built-in one has not. A kernel with both vendors built in shows both folders, so
     * the CPU's flag decides which one counts.
     */
    static String script(String intelName, String amdName) {
        return """
            for p in kvm_intel/%s kvm_amd/%s; do
              m=${p%%/*}; d=/sys/module/$m; f=$d/parameters/${p#*/}
              [ -d $d ] || continue
              k=loadable; [ -e $d/initstate ] || k=builtin
              if [ -e $f ]; then echo "$m $k present $(cat $f)"; else echo "$m $k absent"; fi
            done
            echo "flag $(grep -m1 '^flags' /proc/cpuinfo | grep -m1 -owE 'vmx|svm' | head -n 1)\"\
            """.formatted(intelName, amdName);
    }

    static ModuleParameter parse(String output) {
        List<ModuleParameter> found = new ArrayList<>();
        for (String line : output.lines().toList()) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                String raw = Optional.ofNullable(matcher.group(4)).orElse("").strip();
                found.add(new ModuleParameter(
                        matcher.group(1),
                        matcher.group(2).equals("builtin"),
                        matcher.group(3).equals("present") ? ParameterState.of(raw) : ParameterState.PARAMETER_ABSENT,
                        raw));
            }
        }
        return inCharge(found, output).orElse(new ModuleParameter(null, false, ParameterState.MODULE_ABSENT, ""));
    }

    private static Optional<ModuleParameter> inCharge(List<ModuleParameter> found, String output) {
        for (Kind kind : Kind.values()) {
            if (output.lines().anyMatch(line -> line.strip().equals("flag " + kind.flag()))) {
                return found.stream()
                        .filter(parameter -> kind.module().equals(parameter.module))
                        .findFirst();
            }
        }
        // A CPU without the extension: what is loaded says more than what merely is part of the kernel.
        return found.stream().min((a, b) -> Boolean.compare(a.builtIn, b.builtIn));
    }
}
