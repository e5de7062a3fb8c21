package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nestlab.internal.engine.KeptEvidence;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.workload.Check;
import org.nestlab.workload.Fio;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;

/**
 * A disk's proof on real guests: somebody else's I/O on the same storage changes nothing, and a cache of any level is
 * seen.
 */
@ExtendWith(KeptEvidence.class)
class OwnBytesIT extends MeasuredLab {

    private static final Timing TIMING =
            new Timing(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2));

    private static final String CACHED = "nestlab-cached";

    @AfterAll
    static void takeDown() {
        lab.close();
    }

    /**
     * 2 pairs each of L2 and L1, L1 and L0, reading and writing, beside some 100 MB/s of somebody else; with
     * {@code -Dit.pairs=5} so many.
     */
    @Test
    void somebodyElsesReadsInvalidateNothing() throws IOException {
        int pairs = Integer.getInteger("it.pairs", 2);
        List<String> failed = new ArrayList<>();
        try (Stranger stranger = new Stranger(lab)) {
            failed.addAll(unproven(pairs, l2, l1));
            failed.addAll(unproven(pairs, l1, l0));
            assertThat(stranger.bytesRead()).as("bytes that somebody else read").isGreaterThan(200L << 20);
        }
        assertThat(failed).as("of %d pairs".formatted(4 * pairs)).isEmpty();
    }

    /** The checks of so many pairs that read, and as many that write, which did not pass. */
    private static List<String> unproven(int pairs, Machine subject, Machine reference) {
        try (MachinePair machines = MachinePair.open(subject, reference, lab, TIMING)) {
            List<String> unproven = new ArrayList<>();
            for (int pair = 1; pair <= pairs; pair++) {
                for (Fio fio : List.of(Fio.randomRead4k(), Fio.randomWrite4k())) {
                    for (Testbed testbed : List.of(machines.subject(), machines.reference())) {
                        String what = "pair %d, %s, %s"
                                .formatted(pair, testbed.machine().label(), fio.name());
                        checks(fio, testbed, subject, reference).stream()
                                .filter(check -> !check.passed())
                                .forEach(check -> unproven.add("%s: %s".formatted(what, check)));
                    }
                }
            }
            return unproven;
        }
    }

    private static List<Check> checks(Fio fio, Testbed testbed, Machine subject, Machine reference) {
        Suspension others = BystanderGuests.of(lab.guests(), subject, reference).suspend(testbed.machine());
        try (others) {
            return fio.measure(testbed).checks();
        }
    }

    @Test
    void thePageCacheOfTheHostIsSeenFromBothLevels() {
        cached(l0, l1, () -> {
            for (Fio fio : List.of(Fio.randomRead4k(), Fio.randomWrite4k())) {
                try (MachinePair machines = MachinePair.open(l2, l1, lab, TIMING)) {
                    for (Testbed testbed : List.of(machines.subject(), machines.reference())) {
                        Check bytes = checks(fio, testbed, l2, l1).get(0);
                        assertThat(bytes).matches(Check::failed);
                        assertThat(bytes.observed()).contains("the host's page cache in between");
                    }
                }
            }
        });
        assertThat(unproven(1, l2, l1)).isEmpty();
    }

    @Test
    void thePageCacheOfL1IsSeenFromL2() {
        cached(l1, l2, () -> {
            for (Fio fio : List.of(Fio.sequentialRead(), Fio.randomWrite4k())) {
                try (MachinePair machines = MachinePair.open(l2, l1, lab, TIMING)) {
                    // What L1 reads into its page cache here it needs not ask the host for afterwards.
                    l1.run("dd if=/dev/disk/by-id/virtio-nestlab-shared of=/dev/null bs=1M")
                            .orThrow();
                    Check bytes = checks(fio, machines.subject(), l2, l1).get(0);
                    assertThat(bytes).matches(Check::failed);
                    assertThat(bytes.observed()).contains("asked of L1's disk");
                }
            }
        });
        l1.run("sync; echo 1 > /proc/sys/vm/drop_caches").orThrow();
        assertThat(unproven(1, l2, l1)).isEmpty();
    }

    /** Has QEMU answer from the page cache of the machine that it runs on meanwhile. */
    private static void cached(Machine hypervisor, Guest guest, Runnable work) {
        reopen(hypervisor, guest, false);
        try {
            work.run();
        } finally {
            reopen(hypervisor, guest, true);
        }
    }

    /** Puts another descriptor of the same file below the disk, or the former one again. */
    private static void reopen(Machine hypervisor, Guest guest, boolean direct) {
        String file = hypervisor instanceof Host
                ? lab.hostSide().scratch().orElseThrow().file()
                : "/dev/disk/by-id/virtio-nestlab-shared";
        String format = node(ask(hypervisor, guest, "query-named-block-nodes", "{\"flat\":true}"), file);
        String storage = direct ? format.replace("-format", "-storage") : CACHED;
        if (!direct) {
            ask(
                    hypervisor,
                    guest,
                    "blockdev-add",
                    "{\"driver\":\"%s\",\"node-name\":\"%s\",\"filename\":\"%s\",\"cache\":{\"direct\":false}}"
                            .formatted(hypervisor instanceof Host ? "file" : "host_device", CACHED, file));
        }
        ask(
                hypervisor,
                guest,
                "blockdev-reopen",
                "{\"options\":[{\"driver\":\"raw\",\"node-name\":\"%s\",\"read-only\":false,\"cache\":{\"direct\":%b},\"file\":\"%s\"}]}"
                        .formatted(format, direct, storage));
        if (direct) {
            ask(hypervisor, guest, "blockdev-del", "{\"node-name\":\"%s\"}".formatted(CACHED));
        }
    }

    private static String ask(Machine hypervisor, Guest guest, String command, String arguments) {
        String uri = hypervisor instanceof Host host ? host.libvirtUri() : "qemu:///system";
        String question = "{\"execute\":\"%s\",\"arguments\":%s}".formatted(command, arguments);
        String answer = hypervisor
                .run("virsh -c %s qemu-monitor-command %s %s"
                        .formatted(Command.quote(uri), guest.uuid(), Command.quote(question)))
                .orThrow()
                .stdout();
        assertThat(answer).as(question).contains("\"return\"");
        return answer;
    }

    /** QEMU's own name of the format above this file. */
    private static String node(String nodes, String file) {
        try {
            for (JsonNode node : new ObjectMapper().readTree(nodes).path("return")) {
                if (node.path("drv").asText().equals("raw")
                        && node.path("file").asText().equals(file)) {
                    return node.path("node-name").asText();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(nodes, e);
        }
        throw new AssertionError("nothing has %s open: %s".formatted(file, nodes));
    }

    /** Somebody who reads another file on the same storage past the cache, 10 MiB at a time. */
    private static final class Stranger implements AutoCloseable {

        private static final String LOOP = """
                i=0
                while dd if=%1$s of=/dev/null bs=1M skip=$i count=10 iflag=direct 2>/dev/null; do
                  i=$(((i + 10) %% 250)); sleep 0.08
                done
                """;

        private final String file;
        private final Process process;

        Stranger(RunningLab lab) throws IOException {
            file = lab.hostSide().folder() + "/stranger";
            String quoted = Command.quote(file);
            lab.host()
                    .run("dd if=/dev/urandom of=%s bs=1M count=260 oflag=direct".formatted(quoted))
                    .orThrow();
            process = new ProcessBuilder("sh", "-c", LOOP.formatted(quoted)).start();
        }

        /** By the kernel's count for the loop and each dd that it waited for. */
        long bytesRead() {
            return ProcIo.parse(l0.run("cat /proc/%d/io".formatted(process.pid()))
                            .orThrow()
                            .stdout())
                    .traffic()
                    .read();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            l0.run("rm -f " + Command.quote(file)).orThrow();
        }
    }
}
