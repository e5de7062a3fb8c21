package org.nestlab.tests;

import static org.nestlab.assertion.NestlabAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nestlab.L1;
import org.nestlab.Lab;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.probe.Acceleration;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.VirtExtension;

/** The host's own nesting setup is read, whatever it is, and decides how L1 runs. */
@Lab
class HostNestingTests {

    @Test
    void parameterIsReadAndReported(Host host, TestReporter reporter) {
        NestedParameter nested = NestedParameter.of(host);
        reporter.publishEntry(
                "L0 extension",
                VirtExtension.of(host).kind().map(Object::toString).orElse("none"));
        reporter.publishEntry("L0 nested", nested.state() + " " + nested.raw());

        String file = host.run("cat /sys/module/kvm_intel/parameters/nested /sys/module/kvm_amd/parameters/nested")
                .text();
        assertThat(nested.raw()).as("the parameter, read past the probe").isEqualTo(file);
    }

    @Test
    void l1RunsOnKvmOnlyWhereTheHostNests(Host host, @L1 Guest l1) {
        if (Acceleration.fromInside(l1).kind() == Acceleration.Kind.KVM) {
            assertThat(host).hasUsableKvm().hasNestingEnabled();
        } else {
            assertThat(l1).isAcceleratedBy(Acceleration.Kind.TCG);
        }
    }
}
