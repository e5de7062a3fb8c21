package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.Measured;

/** Where the figures of {@code nestlab exact} go. */
class ExactOutputTests extends ExactFixture {

    @Test
    void saysItAllAsJson() throws IOException {
        assertThat(exact(ExactFixture::real, "--vendor", "amd", "--json")).isZero();

        JsonNode candidate = new ObjectMapper().readTree(out.toString()).at("/vendors/0/candidate");
        assertThat(candidate.at("/instructions/L3:cpuid/median").asLong()).isEqualTo(37514);
        assertThat(candidate.at("/instructions/L3:touch/min").asLong()).isEqualTo(54987);
        assertThat(candidate.at("/instructions/L3:touch/p90").asLong()).isEqualTo(156095);
        assertThat(candidate.at("/exits/L3:cpuid/median").asDouble()).isBetween(7.5, 8.5);
        assertThat(candidate.at("/exits/L3:cpuid/reasons/VMRUN").asDouble()).isBetween(0.9, 1.1);
    }

    @Test
    void writesItAllToAFile() throws IOException {
        Path file = folder.resolve("kernels-nestlab-exact.json");

        assertThat(exact(
                        ExactFixture::real,
                        "--vendor",
                        "amd",
                        "--kernels",
                        "image,deb:/a.deb",
                        "--once",
                        "--output",
                        file.toString()))
                .isZero();

        assertThat(new ObjectMapper().readTree(file.toFile()).path("vendors")).hasSize(2);
        assertThat(booted.stream().map(machine -> machine.kernel().source().text()))
                .containsExactly(MachineSpec.DEFAULT_KERNEL.text(), "deb:/a.deb");
    }

    @Test
    void keepsWhatItMeasuredBeforeAKernelThatCannotBeBooted() throws IOException {
        Path file = folder.resolve("kernels-nestlab-exact.json");
        Function<MachineSpec, Measured> machines = machine -> {
            if (machine.kernel().source().text().contains("broken")) {
                throw new LabConfigurationException("the kernel of /broken.deb has no KVM");
            }
            return real(machine);
        };

        assertThat(exact(
                        machines,
                        "--vendor",
                        "amd",
                        "--kernels",
                        "image,deb:/a.deb,deb:/broken.deb,deb:/c.deb",
                        "--output",
                        file.toString()))
                .isEqualTo(2);

        assertThat(new ObjectMapper().readTree(file.toFile()).path("vendors")).hasSize(2);
        assertThat(out.toString()).contains("all of it is in " + file).contains("  cpuid              3002      37514");
        assertThat(err.toString()).contains("the kernel of /broken.deb has no KVM");
        assertThat(booted).hasSize(3);
    }

    @Test
    void writesEachMachineBeforeTheNextOneIsBooted() {
        Path file = folder.resolve("kernels-nestlab-exact.json");
        List<Integer> written = new ArrayList<>();
        Function<MachineSpec, Measured> machines = machine -> {
            written.add(vendorsIn(file));
            return real(machine);
        };

        exact(machines, "--kernels", "image,deb:/a.deb", "--output", file.toString());

        assertThat(written).as("what a run leaves that is interrupted").containsExactly(0, 1, 2, 3);
    }

    @Test
    void measuresBothVendorsSideBySideUnlessItIsToldNotTo() throws IOException {
        Path file = folder.resolve("both-nestlab-exact.json");
        atOnce = 2;
        CountDownLatch begun = new CountDownLatch(2);
        Function<MachineSpec, Measured> together = machine -> {
            begun.countDown();
            try {
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return real(machine);
        };

        assertThat(exact(together, "--output", file.toString())).isZero();
        assertThat(new ObjectMapper().readTree(file.toFile()).path("vendors")).hasSize(2);

        booted.clear();
        List<Vendor> ended = new ArrayList<>();
        Function<MachineSpec, Measured> inTurn = machine -> {
            assertThat(booted).as("the one before has ended").hasSize(ended.size() + 1);
            ended.add(machine.vendor());
            return real(machine);
        };
        assertThat(exact(inTurn, "--in-turn")).isZero();
        assertThat(ended).containsExactly(Vendor.AMD, Vendor.INTEL);
    }

    private static int vendorsIn(Path file) {
        try {
            return Files.exists(file)
                    ? new ObjectMapper().readTree(file.toFile()).path("vendors").size()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
