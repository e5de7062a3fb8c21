package org.nestlab.internal.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.nestlab.LabException;
import org.nestlab.internal.bed.Beds;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Timing;

/**
 * The JVM that these tests kill: brings a small lab up, says so, and takes it down once its standard input ends. Its
 * settings are its system properties; {@code it.kernel} and {@code it.initrd} name another kernel, {@code it.nested} asks for an
 * L2 guest.
 */
final class LabRun {

    private LabRun() {}

    /** One guest that is no hypervisor: small, and the quickest to boot. */
    static LabSpec small() {
        GuestSpec guest = GuestSpec.guest()
                .named("small")
                .withMemoryMib(512)
                .withCpu(CpuMode.hostPassthrough().withVirtualization(false));
        return new LabSpec("small", List.of(guest));
    }

    /** Leaves a program running in the host's userland. */
    @SuppressWarnings("resource") // it is killed
    private static void measuring(RunningLab lab) {
        Timing timing = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
        Beds beds = Beds.open(lab.guests().get(0), lab.host(), lab, timing);
        beds.reference()
                .run("setsid sleep 1000 >/dev/null 2>&1 </dev/null & echo left > /tmp/left")
                .orThrow();
        System.out.println("MEASURING " + beds.setup());
    }

    public static void main(String[] arguments) throws IOException {
        LabSpec spec = System.getProperty("it.nested") == null ? small() : LabSpec.kvmInKvm();
        if (System.getProperty("it.kernel") != null) {
            KernelSpec kernel = KernelSpec.files(
                    Path.of(System.getProperty("it.kernel")), Path.of(System.getProperty("it.initrd")));
            spec = spec.withL1(guest -> guest.withKernel(kernel));
        }
        Settings settings = Settings.fromSystemProperties();
        try (RunningLab lab = new LibvirtLabEngine().bringUp(spec, settings)) {
            System.out.println(
                    "UP " + lab.id() + " " + lab.guests().get(0).run("hostname").text());
            if (System.getProperty("it.bed") != null) {
                measuring(lab);
            }
            System.in.read();
        } catch (LabException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        System.out.println("DOWN");
    }
}
