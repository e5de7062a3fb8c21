package org.nestlab.fake;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.machine.KvmStatistics;

/** What the guests of {@link WorkingLabs} do besides where their lab is a virtual host that works. */
public final class WorkingVirtualHost {

    /** As the console of a guest on KVM prints it. */
    public static final String ON_KVM = """
            release=6.1.0-56-cloud-amd64
            virt=kvm
            cpuid=KVMKVMKVM
            dmesg=KVM
            clocks=kvm-clock tsc acpi_pm
            model=AMD EPYC Processor
            hypervisor=yes
            """;

    private static final Pattern MARK = Pattern.compile("echo '(nestlab: [^']*)'");

    private WorkingVirtualHost() {}

    /** Gives a guest of the virtual host what its level has. */
    public static void works(FakeGuest guest) {
        switch (guest.level().depth()) {
            case 1 -> guest.answers.on("uname -r; uname -m", "6.12.95+deb12-cloud-amd64\nx86_64\n#1 SMP\n");
            case 2 -> counts(guest, Optional.of(7L));
            default -> prints(guest, ON_KVM);
        }
    }

    /** The host's KVM counts exits, and this many entries into the nested guest while it prints. */
    public static void counts(FakeGuest hypervisor, Optional<Long> nestedRuns) {
        hypervisor.statistics.clear();
        hypervisor.exits(1000, 1100);
        hypervisor.statistics.add(statistics(1200, nestedRuns.map(more -> 50L)));
        hypervisor.statistics.add(statistics(1500, nestedRuns.map(more -> 50 + more)));
    }

    private static KvmStatistics statistics(long exits, Optional<Long> nestedRun) {
        return new KvmStatistics(nestedRun
                .map(count -> Map.of("exits", exits, "nested_run", count))
                .orElse(Map.of("exits", exits)));
    }

    /** What is sent to the console comes out there, with this between the marks. */
    public static void prints(FakeGuest innermost, String words) {
        innermost.answers.on(command -> command.line().endsWith(">/dev/console"), command -> {
            Matcher marks = MARK.matcher(command.line());
            String first = marks.find() ? marks.group(1) : "";
            String last = marks.find() ? marks.group(1) : "";
            innermost.console.append("%s\n%s%s\n".formatted(first, words, last).replace("\n", "\r\n"));
            return Reply.ok("");
        });
    }
}
