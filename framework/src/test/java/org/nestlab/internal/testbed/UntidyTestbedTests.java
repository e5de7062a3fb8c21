package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nestlab.GuestCommandException;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.Untidy;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.internal.shell.Printed;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.DiskTraffic;
import org.nestlab.workload.DiskCount;

/** What is read around a measurement: a machine that prints anything else is told of, and nothing is guessed. */
class UntidyTestbedTests {

    private static final HostSide.Scratch PLAN = new HostSide.Scratch("/labs/x/s.raw", 1 << 30, "nestlab-shared");

    @Test
    void listsOfCpus() {
        Untidy.of("0-3,8,10-11", "0")
                .with("0-9999", "8191-", "0-9999,0-9999", "4294967296", "٣")
                .isReadOrRefused(ProvisioningException.class, text -> {
                    String first = CpuList.first(text, HostUserland.ALL_CPUS);
                    assertThat(first.split(",", -1)).allMatch(cpu -> cpu.matches("[0-9]{0,4}"));
                });
    }

    @Test
    void pressure() {
        String look = """
                uptime 100.00 15601.20
                cpu  1182 0 3351 77510 52 0 31 7 0 0
                cpu some avg10=0.00 avg60=0.12 avg300=0.50 total=3898155951
                io some avg10=99.00 avg60=0.23 avg300=0.60 total=5
                """;
        FakeHost host = new FakeHost();
        StringBuilder seen = new StringBuilder();
        host.answers.on(command -> true, command -> Reply.ok(seen.toString()));

        Untidy.of(look + "then\n" + look.replace("100.00", "101.00"))
                .and(
                        look + "then\n" + Untidy.endless("cpu ", "1"),
                        look + "then\n" + Untidy.endless("cpu ", "1 ") + "x")
                .and(look + "then\n" + Untidy.endless("cpu some ", " total=1"))
                .with("total=", "uptime ", "cpu ", "cpu some ", "then\n", "1 ", "-5")
                .isReadOrRefused(IllegalStateException.class, text -> {
                    seen.replace(0, seen.length(), text);
                    HostLoadReport report = HostLoad.awaitIdle(host, Duration.ZERO);
                    assertThat(report.cpu()).isBetween(0.0, 100.0);
                    assertThat(report.io()).isBetween(0.0, 100.0);
                    assertThat(report.steal()).isBetween(0.0, 100.0);
                });
    }

    @Test
    void theScratchDiskOfAGuest() {
        FakeGuest guest = FakeGuest.l1();
        StringBuilder seen = new StringBuilder();
        guest.answers.on(command -> true, command -> Reply.ok(seen.toString()));

        Untidy.of("""
                        device=/dev/vdd
                        serial=nestlab-shared
                        sectors=2097152
                        scheduler=[none] mq-deadline
                        block=512
                        queues=2
                        users=0 0
                        """).with("block=", "queues=", "[a]").isReadOrRefused(ProvisioningException.class, text -> {
            seen.replace(0, seen.length(), text);
            GuestDisk disk = GuestDisk.look(guest, PLAN);
            assertThat(disk.queues()).isPositive();
            assertThat(disk.logicalBlock()).isNotNegative();
        });
    }

    @Test
    void whatTheKernelCountsForQemu() {
        UUID uuid = UUID.fromString("7a8d2f4e-0000-4000-8000-000000000001");
        Untidy.of("""
                        machine=x86_64
                        process=4711 since 81234
                        rchar: 3980511
                        read_bytes: 67108864
                        write_bytes: 8388608
                        cancelled_write_bytes: 0
                        flags=02140002
                        """)
                .with("read_bytes: ", "write_bytes: 999999999999999999\n", "flags=", "process=", "denied=")
                .isRead(text -> {
                    DiskCount count = QemuCount.read("L0 host", "L1 hypervisor", uuid, new DiskTraffic(0, 0), text);
                    if (count instanceof DiskCount.NotCountable not) {
                        assertThat(not.why()).isNotBlank();
                    }
                });
    }

    @Test
    void whatTheStorageOfTheHostIsWorth() {
        FakeHost host = new FakeHost();
        StringBuilder seen = new StringBuilder();
        host.answers.on(command -> true, command -> Reply.ok(seen.toString()));

        Untidy.of("fs=ext4\nrchar: 1055232\nread_bytes: 1048576\nwrite_bytes: 0\n")
                .with("fs=", "read_bytes: ", "999999999999999999")
                .isRead(text -> {
                    seen.replace(0, seen.length(), text);
                    CountedStorage.doubt(host, new HostRights(false), PLAN);
                });
    }

    @Test
    void wholeNumbers() {
        Untidy.of("16\n").isReadOrRefused(GuestCommandException.class, text -> {
            FakeHost host = new FakeHost();
            host.answers.on("nproc", text);
            CommandResult result = host.run("nproc");
            assertThat(Printed.wholeNumber(result, "the count of its CPUs")).isNotNegative();
        });
    }
}
