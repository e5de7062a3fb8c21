package org.nestlab.internal.engine;

import java.io.IOException;
import java.nio.file.Path;
import org.nestlab.GuestCommandException;
import org.nestlab.LabException;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/**
 * The JVM that these tests kill: brings a small lab up, says so, and takes it down once its standard input ends. Its
 * settings are its system properties; {@code it.kernel} and {@code it.initrd} name another kernel, {@code it.nested}
 * asks for an L2 guest, {@code it.hypervisor} for the hypervisor of that Debian release, in a container, with the
 * machine type {@code it.machine}; {@code it.tests} asks for a lab as
 * tests get it; {@code it.migrate} names the release whose hypervisor L1 is then migrated to.
 */
public final class LabRun {

    private LabRun() {}

    /** One guest that is no hypervisor: small, and the quickest to boot. */
    public static LabSpec small() {
        GuestSpec guest = GuestSpec.guest()
                .withName("small")
                .withMemoryMib(512)
                .withCpu(CpuMode.hostPassthrough().withVirtualization(false));
        return LabSpec.of("small", guest);
    }

    /** Runs something, and tells what it failed of. */
    private static void command(RunningLab lab) {
        try {
            lab.guests().get(0).run(System.getProperty("it.command"));
        } catch (GuestCommandException e) {
            System.out.println("FAILED " + e.getMessage().replace('\n', ' '));
            System.out.println(
                    "DIAGNOSED " + lab.diagnose(e).attribution().orElseThrow().headline());
        }
    }

    public static void main(String[] arguments) throws IOException {
        LabSpec spec = System.getProperty("it.nested") == null ? small() : LabSpec.kvmInKvm();
        if (System.getProperty("it.kernel") != null) {
            KernelSpec kernel = KernelSpec.files(
                    Path.of(System.getProperty("it.kernel")), Path.of(System.getProperty("it.initrd")));
            spec = spec.withL1(guest -> guest.withKernel(kernel));
        }
        if (System.getProperty("it.hypervisor") != null) {
            HypervisorSpec hypervisor =
                    HypervisorSpec.debian(HypervisorSpec.Release.valueOf(System.getProperty("it.hypervisor")));
            spec = spec.withHypervisor(
                    hypervisor.withMachine(System.getProperty("it.machine", HypervisorSpec.PINNED_MACHINE)));
        }
        Settings settings = Settings.fromSystemProperties();
        LibvirtLabEngine engine = new LibvirtLabEngine();
        boolean tests = System.getProperty("it.tests") != null;
        try (RunningLab lab = tests ? engine.bringUpForTests(spec, settings) : engine.bringUp(spec, settings)) {
            System.out.println(
                    "UP " + lab.id() + " " + lab.guests().get(0).run("hostname").text());
            if (System.getProperty("it.migrate") != null) {
                lab.guests()
                        .get(0)
                        .moveToHypervisor(HypervisorSpec.debian(
                                HypervisorSpec.Release.valueOf(System.getProperty("it.migrate"))));
            }
            if (System.getProperty("it.command") != null) {
                command(lab);
            } else {
                System.in.read();
            }
        } catch (LabException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        System.out.println("DOWN");
    }
}
