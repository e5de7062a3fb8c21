package org.nestlab.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;

/** The kind of pages that a guest's memory has on the machine that runs the guest. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MemoryBacking {
    /** QEMU's default: transparent huge pages if the kernel of the machine provides them. */
    AS_HOST("as-host"),
    /**
     * Huge pages that are reserved for the guest. The host must have them already; in a guest hypervisor of the lab,
     * they are reserved when its guests start.
     */
    HUGE_PAGES("hugepages"),
    /** QEMU's default, on a machine whose kernel provides transparent huge pages; any other machine is refused. */
    TRANSPARENT("thp"),
    /** Pages of 4 KiB: shared memory, on a machine whose kernel provides no huge pages for it; any other is refused. */
    SMALL("small");

    private final String word;

    MemoryBacking(String word) {
        this.word = word;
    }

    /** The word in a stack, for example {@code hugepages}. */
    public String word() {
        return word;
    }

    /**
     * Reads a word.
     *
     * @throws LabConfigurationException if the word is not valid, naming the valid ones
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
