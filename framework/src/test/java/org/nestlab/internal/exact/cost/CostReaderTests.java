package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.Exits;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;

class CostReaderTests {

    private static final CostKey SINGLE = CostKey.parse("L2:cpuid");
    private static final CostKey NESTED = CostKey.parse("L3:cpuid");

    @Test
    void readsBothLevelsOfAnAmdMachine() {
        CostReader.Read read = CostReader.read(SerialLogs.amd(), Vendor.AMD);

        assertThat(read.missing()).isEmpty();
        assertThat(read.costs())
                .hasSize(26)
                .allSatisfy((key, cost) -> assertThat(cost.isValid())
                        .as("%s: %s", key, cost.flaw())
                        .isTrue());
        assertThat(cost(read, SINGLE).instructions().median()).isEqualTo(3002);
        assertThat(cost(read, NESTED).instructions().median()).isEqualTo(37514);
    }

    @Test
    void readsRequestsOfBothLevelsAndTheExitsOfL1ForEach() {
        CostReader.Read read = CostReader.read(SerialLogs.intelRequests(), Vendor.INTEL);

        assertThat(read.missing()).isEmpty();
        assertThat(read.costs().keySet().stream().map(CostKey::toString))
                .containsExactlyInAnyOrder(
                        "L2:disk-read",
                        "L2:disk-write",
                        "L2:pipe",
                        "L2:process",
                        "L3:disk-read",
                        "L3:disk-write",
                        "L3:pipe",
                        "L3:process");
        assertThat(read.costs()).allSatisfy((key, cost) -> {
            assertThat(cost.isValid()).as("%s: %s", key, cost.flaw()).isTrue();
            assertThat(cost.exits()).as(key.toString()).isPresent();
        });
        ExitCost single = cost(read, CostKey.parse("L2:disk-read"));
        ExitCost nested = cost(read, CostKey.parse("L3:disk-read"));
        assertThat(nested.instructions().median())
                .isGreaterThan(single.instructions().median());
        assertThat(nested.exits().orElseThrow().whole())
                .isGreaterThan(3 * single.exits().orElseThrow().whole());
    }

    @Test
    void countsTheExitsOfL1ForOneOfL3() {
        assertThat(nestedExits(SerialLogs.amd(), Vendor.AMD).whole()).isEqualTo(8);
        assertThat(nestedExits(SerialLogs.intel(), Vendor.INTEL).whole()).isEqualTo(4);
    }

    @Test
    void saysByWhatReasonsL1sKvmWasEntered() {
        // What L2's KVM does for one exit of its guest: it lets it go on, and saves and loads what SVM does not.
        assertThat(nestedExits(SerialLogs.amd(), Vendor.AMD).byReason())
                .containsKeys("VMRUN", "VMLOAD", "VMSAVE", "STGI", "CLGI", "MSR")
                .hasEntrySatisfying("VMRUN", count -> assertThat(count).isCloseTo(1, within(0.1)))
                .hasEntrySatisfying("VMLOAD", count -> assertThat(count).isCloseTo(2, within(0.1)));
        assertThat(nestedExits(SerialLogs.intel(), Vendor.INTEL).byReason())
                .hasEntrySatisfying("VMRESUME", count -> assertThat(count).isCloseTo(1, within(0.1)));
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void theReasonsOfEachKindComeToItsExits(Vendor vendor) {
        CostReader.Read read = CostReader.read(vendor == Vendor.AMD ? SerialLogs.amd() : SerialLogs.intel(), vendor);

        assertThat(read.costs().entrySet().stream()
                        .filter(entry -> entry.getKey().nested()
                                && !entry.getKey().kind().equals("loop")))
                .hasSize(12)
                .allSatisfy(entry -> {
                    Exits exits = entry.getValue().exits().orElseThrow();
                    double sum = exits.byReason().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
                    assertThat(sum).as("%s %s", entry.getKey(), exits).isCloseTo(exits.perExit(), within(0.2));
                });
    }

    /** Seen with requests: no exit came between the start of the histogram and its first count. */
    @Test
    void readsTheFirstCountOfAHistogramThatIsStillEmpty() {
        List<String> lines = new ArrayList<>(SerialLogs.amd());
        lines.removeIf(line -> line.contains(" count level=L3 kind=cpuid "));
        for (String count : List.of(
                "at=0 exits=1000 irq=0 reasons=-",
                "at=1 exits=1100 irq=0 reasons=-",
                "at=2 exits=2480 irq=0 reasons=-",
                "at=0 exits=900000 irq=0 reasons=-",
                "at=1 exits=900100 irq=0 reasons=128:50",
                "at=2 exits=901480 irq=0 reasons=128:260")) {
            lines.add(SerialLogs.line("count level=L3 kind=cpuid " + count));
        }

        Exits exits = nestedExits(lines, Vendor.AMD);

        assertThat(exits.perExit()).isCloseTo(8, within(0.001));
        assertThat(exits.byReason()).containsOnlyKeys("VMRUN").containsEntry("VMRUN", 1.0);
    }

    @Test
    void doesNotTrustAClockThatCountsSomethingElse() {
        List<String> lines = new ArrayList<>(SerialLogs.amd());
        lines.replaceAll(line -> line.contains(" clock level=L3 ")
                ? SerialLogs.line("clock level=L3 instructions=200000 ticks=200500")
                : line);

        CostReader.Read read = CostReader.read(lines, Vendor.AMD);

        assertThat(cost(read, SINGLE).isValid()).isTrue();
        assertThat(cost(read, NESTED).flaw())
                .hasValue("the clock does not count instructions: 200500 ticks for 200000 of them");
    }

    @Test
    void doesNotTrustACostWhoseExitsWereNotThoseAskedFor() {
        List<String> lines = new ArrayList<>(SerialLogs.amd());
        lines.add(SerialLogs.line(
                "exit level=L2 kind=cpuid samples=200 first=9 min=9 median=9 p90=9 max=9 more=160 asked=160 seen=161"));

        assertThat(cost(CostReader.read(lines, Vendor.AMD), SINGLE).flaw())
                .hasValue("160 exits were asked for, and KVM saw 161");
    }

    @Test
    void hasNoExitsWhereAMarkIsMissing() {
        List<String> lines = SerialLogs.amd().stream()
                .filter(line -> !line.contains(" count level=L3 kind=cpuid at=1 "))
                .toList();

        assertThat(cost(CostReader.read(lines, Vendor.AMD), NESTED).exits()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(CostReader.read(List.of(), Vendor.AMD).missing())
                .containsExactly(
                        "the measuring program did not begin below L2", "the measuring program did not begin below L3");
        assertThat(CostReader.read(
                                List.of(
                                        SerialLogs.line("begin level=L2 vendor=AMD kinds=all"),
                                        SerialLogs.line("fail level=L2 kind=all what=/dev/kvm:2"),
                                        "nestlab-exits 1 exit level=L2 kind=cp"),
                                Vendor.AMD)
                        .missing())
                .containsExactly(
                        "L2:all: /dev/kvm:2",
                        "the measuring program did not end with L2",
                        "the measuring program did not begin below L3",
                        "1 lines of the measuring program did not come through whole");
    }

    @Test
    void readsAnything() {
        String log = String.join(
                "\n",
                SerialLogs.line("clock level=L3 instructions=200000 ticks=200005"),
                SerialLogs.line(
                        "exit level=L3 kind=x samples=1 first=1 min=2 median=3 p90=4 max=5 more=1 asked=1 seen=1"),
                SerialLogs.line("request level=L3 kind=pipe samples=1 first=1 min=2 median=3 p90=4 max=5 more=1"),
                SerialLogs.line("count level=L3 kind=x at=0 exits=1 irq=1 reasons=1:1,2:x"));
        Untidy.of(log)
                .and(
                        SerialLogs.line("begin level=L3"),
                        SerialLogs.line("count level=L3 kind=x at=9223372036854775807 exits= irq=1 reasons=:,1:"),
                        SerialLogs.line("begin level=L3") + "\n"
                                + SerialLogs.line(
                                        "exit level=L3 kind=../x samples=1 first=-1 min=2 median=1 p90=4 more=0 asked=1 seen=1"))
                .isRead(text -> CostReader.read(text.lines().toList(), Vendor.INTEL));
    }

    private static ExitCost cost(CostReader.Read read, CostKey key) {
        return Objects.requireNonNull(read.costs().get(key), key.toString());
    }

    private static Exits nestedExits(List<String> lines, Vendor vendor) {
        return cost(CostReader.read(lines, vendor), NESTED).exits().orElseThrow();
    }
}
