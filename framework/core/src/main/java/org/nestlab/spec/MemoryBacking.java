package org.nestlab.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/** In what kind of pages the machine that runs a guest has the guest's memory. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MemoryBacking {
    /** QEMU's default: transparent huge pages where the machine's kernel gives them. */
    AS_HOST("as-host"),
    /**
     * Huge pages that are reserved for the guest. The host has to have them; in a guest hypervisor of the lab they are
     * reserved for its guests when those start.
     */
    HUGE_PAGES("hugepages"),
    /** QEMU's default, on a machine whose kernel gives transparent huge pages; another machine is refused. */
    TRANSPARENT("thp"),
    /** Pages of 4 KiB: shared memory, on a machine whose kernel gives that no huge pages; another is refused. */
    SMALL("small");

    private final String word;

    MemoryBacking(String word) {
        this.word = word;
    }

    /** As a stack has it, for example {@code hugepages}. */
    public String word() {
        return word;
    }

    /**
     * Reads a word.
     *
     * @throws LabConfigurationException if it is none, naming those that there are
     */
    public static MemoryBacking parse(String word) {
        return Arrays.stream(values())
                .filter(it -> it.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new LabConfigurationException("'%s' is not a valid memory backing; expected %s"
                        .formatted(
                                word,
                                Arrays.stream(values()).map(MemoryBacking::word).collect(Collectors.joining(", ")))));
    }
}
