package org.nestlab.internal.bed;

import java.util.ArrayList;
import java.util.List;

/** The kernel's way to write sets of CPUs. */
final class CpuList {

    private CpuList() {}

    /**
     * The first CPUs of a set.
     *
     * @param list as {@code 0-3,8,10-11}
     * @return as {@code 0,1,2}; all where there are fewer than asked for
     */
    static String first(String list, int count) {
        List<String> cpus = new ArrayList<>();
        for (String range : list.strip().split(",", -1)) {
            String[] ends = range.split("-", 2);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= last && cpus.size() < count; cpu++) {
                cpus.add(Integer.toString(cpu));
            }
        }
        return String.join(",", cpus);
    }
}
