package org.nestlab.internal.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.plan.NetworkRanges;
import org.nestlab.internal.plan.Subnet;
import org.nestlab.internal.shard.Shard;

/**
 * Reads settings as values of other types. A blank value counts as not set. Each method throws a
 * {@link LabConfigurationException} that names the setting, its value and what is expected, if the value is not valid.
 */
record Values(Function<String, Optional<String>> lookup) {

    /** The same settings but for one. */
    Values with(Setting setting, String value) {
        return new Values(key -> key.equals(setting.key()) ? Optional.of(value) : lookup.apply(key));
    }

    Optional<String> text(Setting setting) {
        return lookup.apply(setting.key()).map(String::strip).filter(value -> !value.isEmpty());
    }

    <E extends Enum<E>> E choice(Setting setting, Class<E> type, E fallback) {
        Optional<String> value = text(setting);
        if (value.isEmpty()) {
            return fallback;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(value.get()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        setting,
                        value.get(),
                        Arrays.stream(type.getEnumConstants())
                                .map(Values::word)
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }

    int number(Setting setting, int least, int most, int fallback) {
        return number(setting, least, most, fallback, "a whole number from %d to %d".formatted(least, most));
    }

    /** A number, or empty where the value is the word. */
    OptionalInt numberOr(String word, Setting setting, int least, int most, int fallback) {
        if (text(setting).filter(word::equals).isPresent()) {
            return OptionalInt.empty();
        }
        String wanted = "%s or a whole number from %d to %d".formatted(word, least, most);
        return OptionalInt.of(number(setting, least, most, fallback, wanted));
    }

    private int number(Setting setting, int least, int most, int fallback, String wanted) {
        Optional<String> value = text(setting);
        if (value.isEmpty()) {
            return fallback;
        }
        int number;
        try {
            number = Integer.parseInt(value.get());
        } catch (NumberFormatException e) {
            throw wrong(setting, value.get(), wanted);
        }
        if (number < least || number > most) {
            throw wrong(setting, value.get(), wanted);
        }
        return number;
    }

    OptionalLong wholeNumber(Setting setting) {
        Optional<String> value = text(setting);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value.get()));
        } catch (NumberFormatException e) {
            throw wrong(setting, value.get(), "a whole number");
        }
    }

    double factor(Setting setting, double fallback) {
        Optional<String> value = text(setting);
        if (value.isEmpty()) {
            return fallback;
        }
        String wanted = "a number from 0.01 to 1000, like 2 or 1.5";
        double factor;
        try {
            factor = Double.parseDouble(value.get());
        } catch (NumberFormatException e) {
            throw wrong(setting, value.get(), wanted);
        }
        if (!(factor >= 0.01 && factor <= 1000)) {
            throw wrong(setting, value.get(), wanted);
        }
        return factor;
    }

    Optional<Shard> shard(Setting setting) {
        return text(setting).map(value -> Shard.parse(value).orElseThrow(() -> wrong(setting, value, Shard.WANTED)));
    }

    /** Whether the value is {@code off}, in any case. */
    boolean isOff(Setting setting) {
        return text(setting).filter(value -> value.equalsIgnoreCase("off")).isPresent();
    }

    Optional<Duration> duration(Setting setting) {
        return text(setting)
                .map(value -> Durations.parse(value).orElseThrow(() -> wrong(setting, value, Durations.WANTED)));
    }

    Optional<Path> path(Setting setting) {
        return text(setting).map(value -> {
            try {
                return Path.of(value).toAbsolutePath();
            } catch (InvalidPathException e) {
                throw wrong(setting, value.replace("\0", "\\0"), "a path");
            }
        });
    }

    List<Subnet> ranges(Setting setting) {
        Optional<String> value = text(setting);
        if (value.isEmpty()) {
            return List.of();
        }
        try {
            return NetworkRanges.parse(value.get());
        } catch (IllegalArgumentException e) {
            throw new LabConfigurationException("setting '%s' is '%s': %s; expected %s"
                    .formatted(setting.key(), value.get(), e.getMessage(), NetworkRanges.WANTED));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static LabConfigurationException wrong(Setting setting, String value, String wanted) {
        return new LabConfigurationException(
                "setting '%s' is '%s'; expected %s".formatted(setting.key(), value, wanted));
    }
}
