package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabException;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.xml.XmlElement;
import org.nestlab.spec.ImageSpec;

/** What is left of a test's own labs is seen, and labs of another run, which come and go on the same host, are not. */
class OwnHostIT {

    private static final int LABS = 5;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void labsOfAnotherRunComeAndGo() throws InterruptedException, IOException {
        // QEMU runs as another user, and has to get to a lab's folder.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        new ImageStore(Settings.defaults().imageDir()).ensure(ImageSpec.embedded(), line -> {});
        Settings another = settings(Map.of(
                "nestlab.state.dir", folder.resolve("another").toString(),
                "nestlab.output.dir", folder.resolve("another/output").toString()));
        AtomicInteger gone = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        LabOnHost before = network(another);
        try (OwnHost host = OwnHost.watch(folder.resolve("output"))) {
            Thread others = new Thread(() -> {
                before.close();
                while (!enough.get()) {
                    network(another).close();
                    gone.incrementAndGet();
                }
            });
            others.start();
            for (int lab = 1; lab <= LABS; lab++) {
                LabOnHost own = network(settings(Map.of()));
                assertThat(String.join("\n", host.differences()))
                        .as("what there is of the lab that is up")
                        .contains(
                                "+ networks nestlab-" + own.id(),
                                "+ links nl" + own.id(),
                                "+ routes "
                                        + own.state().plan().host().network().subnet());
                own.close();
                assertThat(host.left()).as("after lab %d", lab).isEmpty();
            }
            enough.set(true);
            others.join();
            assertThat(gone).as("labs of the other run").hasPositiveValue();
        }
    }

    @Test
    void whatALabLeavesIsTold() {
        UUID network = UUID.randomUUID();
        try (OwnHost host = OwnHost.watch(folder.resolve("output"));
                Hypervisor hypervisor = Hypervisor.connect(Settings.defaults().connect(), "L0 host")) {
            LabOnHost lab = network(settings(Map.of()));
            String name = "nestlab-" + lab.id();
            lab.close();
            hypervisor
                    .networks()
                    .create(XmlElement.of("network")
                            .child("name", name)
                            .child("uuid", network.toString())
                            .child(XmlElement.of("bridge").attr("name", "nl" + lab.id() + "l0"))
                            .child(new Ownership(lab.id(), new UUID(1, 2), 0, name).toXml())
                            .toString());
            try {
                assertThat(host.left()).contains("+ networks " + name, "+ links nl" + lab.id() + "l0");
            } finally {
                hypervisor.networks().destroy(network);
            }
            assertThat(host.left()).isEmpty();
        }
    }

    private Settings settings(Map<String, String> more) {
        return Settings.from(key -> Optional.ofNullable(more.get(key))
                .or(() -> key.equals("nestlab.output.dir")
                        ? Optional.of(folder.resolve("output").toString())
                        : Optional.ofNullable(System.getProperty(key))));
    }

    /**
     * A lab of nothing but its network. Two runs may choose one subnet at the same moment: then another one is begun.
     */
    private static LabOnHost network(Settings settings) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new Preparation(new Sites(), settings, new LabListeners(List.of()), 1, LabUse.TESTS)
                        .run(LabRun.small());
            } catch (LabException e) {
                if (attempt == LABS) {
                    throw e;
                }
            }
        }
    }
}
