package org.nestlab.internal.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.shell.Shell;
import org.nestlab.machine.Command;
import org.nestlab.machine.Level;
import org.nestlab.spec.MemoryBacking;

/**
 * Checks that a machine has the kinds of memory pages that its guests need. If a guest hypervisor lacks huge pages,
 * they are reserved in it, because it belongs to the lab; nothing is changed on the host.
 */
final class GuestPages {

    private static final String LOOK = """
            sed -n 's/^\\(Huge[A-Za-z_]*\\): *\\([0-9]*\\).*/\\1=\\2/p' /proc/meminfo
            for f in enabled shmem_enabled; do
              echo "$f=$(sed 's/.*\\[\\(.*\\)\\].*/\\1/' /sys/kernel/mm/transparent_hugepage/$f 2>/dev/null)"
            done
            """;

    // Frees caches and compacts memory first, because huge pages need free memory in large blocks.
    private static final String RESERVE = """
            echo 3 >/proc/sys/vm/drop_caches; echo 1 >/proc/sys/vm/compact_memory; echo %d >/proc/sys/vm/nr_hugepages
            """;

    private final Level level;
    private final Shell shell;
    private final Map<String, String> seen = new HashMap<>();

    private GuestPages(Level level, Shell shell) {
        this.level = level;
        this.shell = shell;
    }

    /**
     * Checks a machine before its guests start.
     *
     * @param level the machine's
     * @throws HostNotCapableException if the machine cannot give a guest such memory; the message says what is needed
     */
    static void prepare(Level level, Shell shell, List<GuestPlan> guests) {
        if (guests.stream().allMatch(it -> it.spec().memoryBacking() == MemoryBacking.AS_HOST)) {
            return;
        }
        GuestPages pages = new GuestPages(level, shell);
        pages.look();
        pages.hugePages(guests);
        for (GuestPlan guest : guests) {
            MemoryBacking wanted = guest.spec().memoryBacking();
            if (wanted == MemoryBacking.TRANSPARENT && !pages.areHuge("enabled")) {
                throw pages.refusal(
                        guest, "transparent huge pages, and they are '%s'; expected always or madvise in", "enabled");
            }
            if (wanted == MemoryBacking.SMALL && pages.areHuge("shmem_enabled")) {
                throw pages.refusal(
                        guest,
                        "its memory in small pages, and shared memory has huge ones: '%s'; expected never in",
                        "shmem_enabled");
            }
        }
    }

    private void look() {
        seen.clear();
        shell.run(Command.shell(LOOK)).orThrow().stdout().lines().forEach(line -> {
            int sign = line.indexOf('=');
            if (sign > 0) {
                seen.put(line.substring(0, sign), line.substring(sign + 1));
            }
        });
    }

    private boolean areHuge(String file) {
        String value = seen.getOrDefault(file, "");
        return !value.isEmpty() && !value.equals("never") && !value.equals("deny");
    }

    private HostNotCapableException refusal(GuestPlan guest, String what, String file) {
        return new HostNotCapableException("%s: %s needs %s /sys/kernel/mm/transparent_hugepage/%s"
                .formatted(level, guest.label(), what.formatted(seen.getOrDefault(file, "")), file));
    }

    private void hugePages(List<GuestPlan> guests) {
        List<GuestPlan> wanting = guests.stream()
                .filter(it -> it.spec().memoryBacking() == MemoryBacking.HUGE_PAGES)
                .toList();
        if (wanting.isEmpty()) {
            return;
        }
        long size = number("Hugepagesize");
        if (size == 0) {
            throw new HostNotCapableException(
                    "%s: %s needs its memory in huge pages, and the kernel has none; expected a kernel with CONFIG_HUGETLBFS, or a guest without MemoryBacking.HUGE_PAGES"
                            .formatted(level, wanting.get(0).label()));
        }
        long mib = wanting.stream().mapToLong(it -> it.spec().memoryMib()).sum();
        long needed = wanting.stream()
                .mapToLong(it -> (it.spec().memoryMib() * 1024L + size - 1) / size)
                .sum();
        if (free() < needed && !level.equals(Level.L0)) {
            shell.run(Command.shell(RESERVE.formatted(number("HugePages_Total") + needed - free())));
            look();
        }
        if (free() < needed) {
            throw new HostNotCapableException(
                    "%s: its guests need %d MiB in huge pages, which are %d pages of %d KiB, and %d are free%s"
                            .formatted(level, mib, needed, size, free(), remedy(needed)));
        }
    }

    private String remedy(long needed) {
        return level.equals(Level.L0)
                ? ": reserve them with `sysctl -w vm.nr_hugepages=%d`, and mount hugetlbfs on /dev/hugepages"
                        .formatted(number("HugePages_Total") + needed - free())
                : " after as many as its memory allows were reserved: give it more with withMemoryMib";
    }

    private long free() {
        return Math.max(0, number("HugePages_Free") - number("HugePages_Rsvd"));
    }

    private long number(String name) {
        String value = seen.getOrDefault(name, "");
        return value.matches("[0-9]{1,15}") ? Long.parseLong(value) : 0;
    }
}
