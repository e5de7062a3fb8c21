package org.nestlab.experiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.machine.Level;

/** Whose machine is compared with whose, for example {@code L2/L1}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LevelPair(Level subject, Level reference) {

    // L2/L1
    private static final Pattern FORM = Pattern.compile("L([0-9])/L([0-9])");

    /**
     * Reads {@code L2/L1}.
     *
     * @throws LabConfigurationException if it is something else
     */
    public static LevelPair parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new LabConfigurationException(
                    "'%s' is not a valid pair of levels; expected subject and reference, like L2/L1".formatted(text));
        }
        return new LevelPair(
                new Level(Integer.parseInt(matcher.group(1))), new Level(Integer.parseInt(matcher.group(2))));
    }

    @Override
    public String toString() {
        return subject + "/" + reference;
    }
}
