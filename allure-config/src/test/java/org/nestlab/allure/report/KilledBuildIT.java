package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.report.LeftBehind;

/**
 * A {@code mvn verify} with a real lab of which a part is killed: the part that lives on ends by itself and leaves
 * nothing, and what is left where nothing lives on goes with the next run.
 */
@Tag("full")
class KilledBuildIT {

    /** Where libvirt's QEMU may read, too. */
    private static final String STATE = "/var/lib/nestlab";

    private static final String LEFT = """
            PATH=$PATH:/usr/sbin
            virsh list --all --name; virsh net-list --all --name; virsh pool-list --all --name
            ip -o link | cut -d: -f2; find %s/labs %1$s/journal -mindepth 1; iptables-save | grep -v '^[#:]'
            find /var/log/libvirt /run/libvirt -name '*nestlab-*'; ps -eo args | grep -E '(dnsmasq|qemu)[^ ]* .*nestlab-'
            """.formatted(STATE);

    @TempDir
    Path folder;

    private List<String> before = List.of();
    private Optional<Process> maven = Optional.empty();

    @BeforeEach
    void lookAtTheHost() throws Exception {
        LeftBehind.remove(key -> Optional.empty(), folder);
        before = onTheHost();
    }

    @AfterEach
    void endWhatIsLeft() {
        maven.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        LeftBehind.remove(key -> Optional.empty(), folder);
    }

    @Test
    void whereMavenAloneIsKilledTheTestsTakeTheirLabDown() throws Exception {
        SmallBuild build = start();
        ProcessHandle tests = tests();

        kill(maven.orElseThrow().toHandle());

        Awaitility.await("the end of the tests; so far: " + build.output())
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> !tests.isAlive());
        assertThat(onTheHost()).as(build.output()).isEqualTo(before);
    }

    @Test
    void whereTheTestsAloneAreKilledMavenEndsAndTakesTheirLabDown() throws Exception {
        SmallBuild build = start();

        kill(tests());

        assertThat(maven.orElseThrow().waitFor(3, TimeUnit.MINUTES))
                .as(build.output())
                .isTrue();
        assertThat(maven.orElseThrow().exitValue()).isEqualTo(1);
        assertThat(build.output())
                .containsPattern("Nestlab: lab [0-9a-f]{8} was left behind by a run that ended early; removed: ")
                .contains("The forked VM terminated without properly saying goodbye", "Nestlab report: ");
        assertThat(onTheHost()).as(build.output()).isEqualTo(before);
    }

    @Test
    void whereBothAreKilledTheNextRunTakesTheirLabDown() throws Exception {
        start();
        ProcessHandle tests = tests();

        kill(maven.orElseThrow().toHandle());
        kill(tests);

        assertThat(onTheHost()).as("something is left").isNotEqualTo(before);
        assertThat(LeftBehind.remove(key -> Optional.empty(), folder))
                .singleElement()
                .asString()
                .contains("removed: domain nestlab-", "network nestlab-")
                .doesNotContain("still there");
        assertThat(onTheHost()).isEqualTo(before);
    }

    /** A build whose only test has a lab that is up. */
    private SmallBuild start() throws IOException {
        SmallBuild build = SmallBuild.in(folder);
        build.source("tests-nested", "NestedTests", """
                package com.example;

                import java.util.List;
                import org.junit.jupiter.api.Test;
                import org.nestlab.L1;
                import org.nestlab.Lab;
                import org.nestlab.LabDefinition;
                import org.nestlab.machine.Guest;
                import org.nestlab.spec.CpuMode;
                import org.nestlab.spec.GuestSpec;
                import org.nestlab.spec.LabSpec;

                @Lab(NestedTests.Small.class)
                class NestedTests {

                    static class Small implements LabDefinition {
                        @Override
                        public LabSpec spec() {
                            return LabSpec.of("small", GuestSpec.guest().withMemoryMib(512)
                                    .withCpu(CpuMode.hostPassthrough().withVirtualization(false)));
                        }
                    }

                    @Test
                    void waitsForItsEnd(@L1 Guest guest) throws Exception {
                        System.out.println("THE LAB IS UP: " + guest);
                        Thread.sleep(600_000);
                    }
                }
                """);
        maven = Optional.of(build.start(
                System.getenv("PATH") + ":/usr/sbin", "-pl", "tests-nested", "-Dnestlab.state.dir=" + STATE));
        Awaitility.await("a lab")
                .atMost(3, TimeUnit.MINUTES)
                .until(() -> build.output().contains("THE LAB IS UP")
                        || !maven.orElseThrow().isAlive());
        assertThat(build.output()).contains("THE LAB IS UP");
        return build;
    }

    /** The JVM that Maven has started for the tests. */
    private ProcessHandle tests() {
        return maven.orElseThrow()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Maven has started no JVM"));
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        Awaitility.await("its end").atMost(10, TimeUnit.SECONDS).until(() -> !process.isAlive());
    }

    private static List<String> onTheHost() throws IOException, InterruptedException {
        Process look =
                new ProcessBuilder("sh", "-c", LEFT).redirectErrorStream(true).start();
        look.getOutputStream().close();
        List<String> lines = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .sorted()
                .toList();
        look.waitFor();
        return lines;
    }
}
