package org.nestlab.internal.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.ProvisioningException;

/** The kernel's way to write sets of CPUs. */
final class CpuList {

    private static final int SHOWN = 80;

    // Linux knows 8,192 CPUs at most.
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,4})(?:-([0-9]{1,4}))?");

    private CpuList() {}

    /**
     * The first CPUs of a set.
     *
     * @param list for example {@code 0-3,8,10-11}
     * @return for example {@code 0,1,2}; all where there are fewer than asked for
     * @throws ProvisioningException if it is no such list
     */
    static String first(String list, int count) {
        List<String> cpus = new ArrayList<>();
        int next = 0;
        for (String text : list.strip().split(",", -1)) {
            Matcher range = RANGE.matcher(text);
            if (!range.matches() || Integer.parseInt(range.group(1)) < next) {
                throw refused(list);
            }
            next = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(Optional.ofNullable(range.group(2)).orElse(range.group(1)));
            for (; next <= last; next++) {
                if (cpus.size() < count) {
                    cpus.add(Integer.toString(next));
                }
            }
        }
        return String.join(",", cpus);
    }

    private static ProvisioningException refused(String list) {
        return new ProvisioningException("L0 host: the CPUs that may be used are '%s'; expected a list like 0-3,8"
                .formatted(list.length() <= SHOWN ? list : list.substring(0, SHOWN) + "…"));
    }
}
