package org.nestlab.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.UnknownSettings;
import org.nestlab.machine.Level;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.CpuMode.Feature;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.ImageSpec.FileSystem;
import org.nestlab.spec.KernelSource;

/** Reads a stack from text. */
final class StackParser {

    private static final int MOST_CHARACTERS = 1 << 16;

    // a comma, where L1.kernel= or L2.kvm_amd.npt= follows
    private static final Pattern BETWEEN =
            Pattern.compile("\\s*,\\s*(?=[A-Za-z0-9]{1,20}\\.[A-Za-z0-9_.-]{1,80}\\s*=)");

    // L1.kernel, L2.kvm_amd.npt
    private static final Pattern KEY = Pattern.compile("L([0-9])\\.([A-Za-z0-9_.-]{1,80})");
    private static final Pattern PARAMETER = Pattern.compile("[a-z0-9_-]{1,40}\\.[A-Za-z0-9_-]{1,40}");
    private static final Pattern PARAMETER_VALUE = Pattern.compile("[A-Za-z0-9_.,:/-]{1,200}");

    private static final List<String> OF_HOST = List.of("hypervisor");
    private static final List<String> OF_GUEST = List.of("kernel", "cmdline", "nesting", "cpu", "image");

    private StackParser() {}

    static Stack parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new LabConfigurationException(
                    "a stack of %d characters; expected at most %d".formatted(text.length(), MOST_CHARACTERS));
        }
        SortedMap<String, StackEntry> entries = new TreeMap<>();
        for (String line :
                text.startsWith("@") ? linesOf(Path.of(text.substring(1))) : List.of(BETWEEN.split(text, -1))) {
            if (line.isBlank()) {
                continue;
            }
            StackEntry entry = entry(line.strip());
            if (entries.putIfAbsent(entry.key(), entry) != null) {
                throw new LabConfigurationException("stack: '%s' is there twice".formatted(entry.key()));
            }
        }
        return new Stack(entries);
    }

    private static List<String> linesOf(Path file) {
        try {
            if (Files.size(file) > MOST_CHARACTERS) {
                throw new LabConfigurationException("the stack %s has %d bytes; expected at most %d"
                        .formatted(file, Files.size(file), MOST_CHARACTERS));
            }
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("#"))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new LabConfigurationException("the stack @%s: there is no such file".formatted(file), e);
        } catch (IOException e) {
            throw new LabConfigurationException("the stack @%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static StackEntry entry(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw wrong(text, "expected LEVEL.KEY=VALUE, like L1.kernel=image");
        }
        String key = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw wrong(text, "'%s' names no level; expected LEVEL.KEY=VALUE, like L1.kernel=image".formatted(key));
        }
        Level level = new Level(Integer.parseInt(matcher.group(1)));
        String name = matcher.group(2);
        if (value.isEmpty()) {
            throw wrong(text, "%s has no value: leave it out for what the lab has".formatted(key));
        }
        try {
            return new StackEntry(level, name, level.equals(Level.L0) ? ofHost(name, value) : ofGuest(name, value));
        } catch (LabConfigurationException e) {
            throw wrong(text, String.valueOf(e.getMessage()));
        }
    }

    private static StackValue ofHost(String name, String value) {
        if (name.equals("kernel")) {
            throw new LabConfigurationException(
                    "the kernel of L0 is the one that runs, and is not swapped by a lab; expected L1.kernel or L2.kernel");
        }
        if (!name.equals("hypervisor")) {
            throw unknown("L0", name, OF_HOST);
        }
        return new StackValue.Hypervisor(HypervisorSpec.parse(value));
    }

    private static StackValue ofGuest(String name, String value) {
        return switch (name) {
            case "kernel" ->
                value.equals("image")
                        ? new StackValue.ImageKernel()
                        : new StackValue.OtherKernel(KernelSource.parse(value));
            case "cmdline" -> new StackValue.CommandLine(value);
            case "nesting" -> new StackValue.Nesting(onOrOff(value));
            case "cpu" -> cpu(value);
            case "image" -> new StackValue.Image(fileSystem(value));
            default -> parameter(name, value);
        };
    }

    private static StackValue parameter(String name, String value) {
        if (!PARAMETER.matcher(name).matches()) {
            throw unknown("a guest", name, OF_GUEST);
        }
        if (!PARAMETER_VALUE.matcher(value).matches()) {
            throw new LabConfigurationException(
                    "'%s' is not a valid value of a module parameter; expected a word, like 0 or on".formatted(value));
        }
        return new StackValue.Parameter(name, value);
    }

    private static boolean onOrOff(String value) {
        if (!value.equals("on") && !value.equals("off")) {
            throw new LabConfigurationException("'%s' is neither on nor off".formatted(value));
        }
        return value.equals("on");
    }

    private static FileSystem fileSystem(String value) {
        for (FileSystem fileSystem : FileSystem.values()) {
            if (fileSystem.word().equals(value.toLowerCase(Locale.ROOT))) {
                return fileSystem;
            }
        }
        throw new LabConfigurationException("'%s' is not a valid image; expected ext4 or btrfs".formatted(value));
    }

    private static StackValue cpu(String value) {
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

    private static LabConfigurationException unknown(String whose, String name, List<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(it -> UnknownSettings.distance(name, it)))
                .orElseThrow();
        return new LabConfigurationException("%s has no '%s': did you mean '%s'?".formatted(whose, name, nearest));
    }

    private static LabConfigurationException wrong(String entry, String why) {
        return new LabConfigurationException("stack entry '%s': %s".formatted(entry, why));
    }
}
