package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeHost;

class HostLoadTests {

    private final FakeHost host = new FakeHost();

    private static String look(String uptime, long steal, long cpu, long io) {
        return """
                uptime %s 15601.20
                cpu  1000 0 1000 8000 0 0 0 %d 0 0
                cpu some avg10=0.00 avg60=0.12 avg300=0.50 total=%d
                cpu full avg10=0.00 avg60=0.00 avg300=0.00 total=0
                io some avg10=99.00 avg60=0.23 avg300=0.60 total=%d
                io full avg10=0.00 avg60=0.23 avg300=0.59 total=81135286
                """.formatted(uptime, steal, cpu, io);
    }

    @Test
    void whatIsBehindCountsNot() {
        host.answers.on(
                "look", look("100.00", 0, 5_000_000, 9_000_000) + "then\n" + look("101.00", 0, 5_012_000, 9_000_000));

        HostLoadReport report = HostLoad.awaitIdle(host, Duration.ofSeconds(10));

        assertThat(report.gaveUp()).isFalse();
        assertThat(report.toString())
                .startsWith("host quiet after ")
                .endsWith(": pressure cpu 1.2 %, io 0.0 %, steal 0.0 %");
        assertThat(host.answers.asked()).hasSize(1);
    }

    @Test
    void itWaitsUntilTheHostIsQuiet() {
        String busy = look("100.00", 0, 0, 0) + "then\n" + look("101.00", 0, 400_000, 0);
        String quiet = look("101.00", 0, 400_000, 0) + "then\n" + look("102.00", 0, 400_000, 0);
        host.answers.on(
                command -> true, command -> Reply.ok(host.answers.asked().size() < 3 ? busy : quiet));

        assertThat(HostLoad.awaitIdle(host, Duration.ofSeconds(10)).gaveUp()).isFalse();
        assertThat(host.answers.asked()).hasSize(3);
    }

    @Test
    void itGivesUpOnAHostThatIsAlwaysBusy() {
        host.answers.on("look", look("100.00", 0, 0, 0) + "then\n" + look("101.00", 0, 0, 500_000));

        HostLoadReport report = HostLoad.awaitIdle(host, Duration.ZERO);

        assertThat(report.gaveUp()).isTrue();
        assertThat(report.io()).isEqualTo(50);
        assertThat(report.toString()).startsWith("host still busy after ");
    }

    @Test
    void timeThatANeighbourTookIsBusyToo() {
        host.answers.on("look", look("100.00", 0, 0, 0) + "then\n" + look("101.00", 1000, 0, 0));

        HostLoadReport report = HostLoad.awaitIdle(host, Duration.ZERO);

        assertThat(report.gaveUp()).isTrue();
        assertThat(report.steal()).isEqualTo(100);
    }

    @Test
    void aKernelWithoutPressureSaysSo() {
        String look = "uptime 100.00 1.0\ncpu  1000 0 1000 8000 0 0 0 0 0 0\n";
        host.answers.on("look", look + "then\n" + look.replace("100", "101"));

        HostLoadReport report = HostLoad.awaitIdle(host, Duration.ofSeconds(10));

        assertThat(report.known()).isFalse();
        assertThat(report.toString())
                .contains("its kernel has no pressure information (no /proc/pressure), steal 0.0 %");
    }
}
