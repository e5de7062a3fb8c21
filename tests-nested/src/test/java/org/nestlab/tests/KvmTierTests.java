package org.nestlab.tests;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.nestlab.assertion.NestlabAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.nestlab.DirtiesLab;
import org.nestlab.HostNotCapableException;
import org.nestlab.L1;
import org.nestlab.L2;
import org.nestlab.Lab;
import org.nestlab.LabDefinition;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.LabSpec;

/**
 * The tier of hardware with nesting, on any machine: an L1 is a host with the extension, a KVM module and libvirt, so
 * the framework is pointed at it as its L0, over SSH. What runs there is the code that runs on hardware.
 */
@Lab
@DirtiesLab
@Tag("full")
class KvmTierTests {

    // <source file='/var/cache/nestlab/lab-ext4-0123456789ab/image.qcow2'/>
    private static final Pattern IMAGE = Pattern.compile("'([^']*/)([^'/]+)/image\\.qcow2'");

    @Test
    void l1ServesAsTheHostOfALab(@L1 Guest l1, @L2 Guest l2, @TempDir Path temp) throws IOException {
        l1.run(Command.of("virsh", "destroy", l2.domainName())).orThrow();
        String imageDir = handOverImage(l1);
        Map<String, String> settings = Map.of(
                "nestlab.connect", uri(l1, temp),
                "nestlab.image.dir", imageDir,
                "nestlab.state.dir", temp.resolve("state").toString(),
                "nestlab.output.dir", temp.resolve("output").toString());

        l1.run("modprobe -r kvm_amd && modprobe kvm_amd nested=0").orThrow();
        Throwable refused = failure(run(settings));
        assertThat(refused).isInstanceOf(HostNotCapableException.class).hasMessageContaining("nested");

        EngineExecutionResults switched = run(with(settings, "nestlab.host.nesting", "enable"));
        switched.testEvents().assertStatistics(counts -> counts.succeeded(1).failed(0));
        assertThat(l1).hasNestingDisabled();
        assertThat(l1.run("virsh list --all --name").orThrow().text()).isEmpty();

        l1.run("modprobe -r kvm_amd && modprobe kvm_amd nested=1").orThrow();
        run(settings)
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(1).failed(0));
    }

    /** The image is in L1 already, as the disk for its guests; a host has it as a file. */
    private static String handOverImage(Guest l1) {
        Matcher image = IMAGE.matcher(l1.domainXml());
        assertThat(image.find()).as("a base image in %s", l1.domainXml()).isTrue();
        String folder = image.group(1) + image.group(2);
        l1.run(Command.shell("""
                set -e
                mkdir -p %1$s
                qemu-img create -q -f qcow2 -b /dev/disk/by-id/virtio-nestlab-base -F raw %1$s/image.qcow2
                cp /boot/nestlab/vmlinuz /boot/nestlab/initrd.img /boot/nestlab/cmdline %1$s/""".formatted(folder))).orThrow();
        return image.group(1);
    }

    /** A key of its own for this host, and its host key, as an administrator would set them up. */
    private static String uri(Guest l1, Path temp) throws IOException {
        l1.run("ssh-keygen -q -t ed25519 -N '' -f /root/key && cat /root/key.pub >> /root/.ssh/authorized_keys")
                .orThrow();
        Path key = temp.resolve("key");
        l1.download("/root/key", key);
        Path knownHosts = temp.resolve("known_hosts");
        String hostKey = l1.run("cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub")
                .orThrow()
                .text();
        Files.writeString(knownHosts, l1.address() + " " + hostKey + "\n");
        return "qemu+ssh://root@%s/system?keyfile=%s&known_hosts=%s".formatted(l1.address(), key, knownHosts);
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return more;
    }

    private static EngineExecutionResults run(Map<String, String> settings) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OnHardware.class))
                .configurationParameters(settings)
                .execute();
    }

    private static Throwable failure(EngineExecutionResults results) {
        Event event = results.testEvents().failed().stream().findFirst().orElseThrow();
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    /** What a user with hardware would write; run by the test above alone. */
    @Lab(SmallHypervisor.class)
    static class OnHardware {

        @Test
        void guestHasKvm(@L1 Guest l1) {
            assertThat(l1.domainXml()).contains("type='kvm'").contains("mode='host-passthrough'");
            assertThat(l1)
                    .isAcceleratedBy(Acceleration.Kind.KVM)
                    .hasVirtExtension()
                    .hasUsableKvm();
        }
    }

    static final class SmallHypervisor implements LabDefinition {

        @Override
        public LabSpec spec() {
            return LabSpec.hypervisorOnly()
                    .withName("on hardware")
                    .withL1(l1 -> l1.withVcpus(1).withMemoryMib(1024));
        }
    }
}
