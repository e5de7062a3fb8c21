package org.nestlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.CpuMode.Feature;
import org.nestlab.spec.ImageSpec.FileSystem;
import org.nestlab.spec.KernelSource;

/** Reads the values of a stack; what is wrong is said without the key. */
final class StackValues {

    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.,:/-]{1,200}");

    private StackValues() {}

    static StackValue kernel(String value) {
        return value.equals("image")
                ? new StackValue.ImageKernel()
                : new StackValue.OtherKernel(KernelSource.parse(value));
    }

    static StackValue parameter(String name, String value) {
        if (!PARAMETER.matcher(value).matches()) {
            throw new LabConfigurationException(
                    "'%s' is not a valid value of a module parameter; expected a word, like 0 or on".formatted(value));
        }
        return new StackValue.Parameter(name, value);
    }

    static StackValue nesting(String value) {
        if (!value.equals("on") && !value.equals("off")) {
            throw new LabConfigurationException("'%s' is neither on nor off".formatted(value));
        }
        return new StackValue.Nesting(value.equals("on"));
    }

    static StackValue image(String value) {
        for (FileSystem fileSystem : FileSystem.values()) {
            if (fileSystem.word().equals(value.toLowerCase(Locale.ROOT))) {
                return new StackValue.Image(fileSystem);
            }
        }
        throw new LabConfigurationException("'%s' is not a valid image; expected ext4 or btrfs".formatted(value));
    }

    static StackValue cpu(String value) {
        String[] words = value.split("\\s+", -1);
        List<Feature> features = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            if (!words[i].startsWith("+") && !words[i].startsWith("-")) {
                throw new LabConfigurationException(
                        "'%s' is not a valid CPU feature; expected one to add or to take away, like +avx2 or -npt"
                                .formatted(words[i]));
            }
            features.add(new Feature(words[i].substring(1), words[i].startsWith("+")));
        }
        CpuMode mode = switch (words[0]) {
            case "host-passthrough" -> CpuMode.hostPassthrough();
            case "host-model" -> CpuMode.hostModel();
            default -> CpuMode.custom(words[0]);
        };
        return new StackValue.Cpu(mode.withVirtualization(true).withFeatures(features), String.join(" ", words));
    }
}
