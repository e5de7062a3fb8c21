package org.nestlab.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.libvirt.Error.ErrorNumber;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.engine.ChildJvm;

class HypervisorTests {

    @Test
    void tellsWhatTheNodeIs() {
        try (Hypervisor hypervisor = Hypervisor.connect("test:///default", "L0 host")) {
            NodeInfo node = hypervisor.node().info();

            assertThat(node.cpus()).isEqualTo(16);
            assertThat(node.memory()).isEqualTo(3L << 30);
            assertThat(node.hypervisor()).isEqualTo("TEST");
            assertThat(node.hypervisorVersion()).isEqualTo("0.0.2");
            assertThat(node.libvirtVersion()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
            assertThat(hypervisor.node().freeMemory()).isBetween(1L, 3L << 30);
            assertThat(hypervisor.node().capabilitiesXml()).contains("<capabilities>");
        }
    }

    @Test
    void saysWhereAndWhatWasRefused() {
        UUID nobody = UUID.randomUUID();
        try (Hypervisor hypervisor = Hypervisor.connect("test:///default", "L1 hypervisor")) {
            assertThatThrownBy(() -> hypervisor.domains().reset(nobody))
                    .isInstanceOf(ProvisioningException.class)
                    .satisfies(Refusal.of("L1 hypervisor: resetting domain " + nobody, "VIR_ERR_NO_DOMAIN"));
        }
    }

    @Test
    void isClosedForGood() {
        Hypervisor hypervisor = Hypervisor.connect("test:///default", "L0 host");
        assertThat(hypervisor.isAlive()).isTrue();
        hypervisor.close();
        hypervisor.close();

        assertThat(hypervisor.isAlive()).isFalse();
        assertThatThrownBy(() -> hypervisor.domains().list())
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("L0 host: listing domains: the connection to libvirt is closed");
    }

    @Test
    void namesTheRemedyWhereTheDaemonDoesNotRun(@TempDir Path folder) {
        String uri = "qemu+unix:///system?socket=" + folder.resolve("none");

        assertThatThrownBy(() -> Hypervisor.connect(uri, "L0 host"))
                .isInstanceOf(HostNotCapableException.class)
                .satisfies(e -> assertThat(e)
                        .hasMessage(
                                "L0 host: no connection to %s: %s. Is libvirtd running there? Install and start it: mvn verify -Psetup, or nestlab setup",
                                uri,
                                LibvirtFailure.in(e).map(Throwable::getMessage).orElse("nothing")));
    }

    @Test
    void namesTheRemedyWhereTheLibraryIsMissing() {
        assertThatThrownBy(() -> VirtLibrary.load("nestlab-none", "L0 host"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage("L0 host: libnestlab-none.so cannot be loaded on this machine, so libvirt cannot be asked"
                        + " for anything. Install it: mvn verify -Psetup, or nestlab setup")
                .hasCauseInstanceOf(UnsatisfiedLinkError.class);
    }

    /** What libvirt 9.0 and 11.3 say, and the remedy. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "qemu:///system | Failed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied | Run as root, or join the group that may use libvirt: sudo usermod -aG libvirt $USER, then log in again",
                "qemu:///system | authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage' | Run as root, or join the group that may use libvirt: sudo usermod -aG libvirt $USER, then log in again",
                "qemu:///system | Failed to connect socket to '/var/run/libvirt/libvirt-sock': Connection refused | Is libvirtd running there? Install and start it: mvn verify -Psetup, or nestlab setup",
                "qemu:///system | internal error: Unable to get system bus connection: Could not connect: No such file or directory | Libvirt asks polkit over D-Bus whether you may use it, and no D-Bus answers there, as in a container without systemd. Run as root, or start dbus-daemon and polkitd",
                "nonsense:///system | no connection driver available for nonsense:///system | Expected a hypervisor that this libvirt knows, like qemu:///system; install QEMU's driver: mvn verify -Psetup, or nestlab setup",
                "qemu+ssh://a@b/system | Cannot recv data: a@b: Permission denied (publickey).: Connection reset by peer | Check the user and the key of that URI",
                "qemu+ssh://a@b/system | Cannot recv data: ssh: Could not resolve hostname b | Expected: that `virsh -c 'qemu+ssh://a@b/system' version` prints versions; try it. `nestlab doctor` lists what is missing",
            })
    void namesTheRemedyForWhatLibvirtSays(String uri, String said, String remedy) {
        LibvirtFailure failure = new LibvirtFailure(ErrorNumber.VIR_ERR_SYSTEM_ERROR, said);

        assertThat(ConnectFailure.explain(uri, "L0 host", failure))
                .hasMessage("L0 host: no connection to %s: %s. %s", uri, said, remedy)
                .hasCause(failure);
    }

    /** A process of its own: native code writes past System.err. */
    @Test
    void printsNothingOfItsOwn(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        Process process = jvm(Refused.class).redirectOutput(output.toFile()).start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).content().doesNotContainIgnoringCase("libvirt:");
        assertThat(process.exitValue()).isEqualTo(Refused.REFUSALS);
    }

    /**
     * A process of its own, as Java reads the user's language once. Libvirt's messages are translated where its
     * translations are installed.
     */
    @Test
    void itsMessagesAreInEnglishWhateverTheUserSpeaks() throws Exception {
        ProcessBuilder process = jvm(Language.class);
        // The one language besides C that every machine has.
        process.environment().put("LC_ALL", "C.UTF-8");
        Process run = process.start();

        assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactly("C.UTF-8", "C");
        assertThat(run.waitFor()).isZero();
    }

    /** Of the class path of this one. */
    private static ProcessBuilder jvm(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ChildJvm.FOR_SECONDS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Prints the language of messages before libvirt is used, and after. */
    static final class Language {
        public static void main(String[] args) {
            System.out.println(ofMessages());
            Hypervisor.connect("test:///default", "L0 host").close();
            System.out.println(ofMessages());
        }

        private static String ofMessages() {
            return NativeLibrary.getProcess()
                    .getFunction("setlocale")
                    .invokeString(new Object[] {VirtLibrary.LC_MESSAGES, null}, false);
        }
    }

    /** Provokes errors and exits with their number. */
    static final class Refused {
        static final int REFUSALS = 3;

        public static void main(String[] args) {
            int refusals = 0;
            try (Hypervisor hypervisor = Hypervisor.connect("test:///default", "L0 host")) {
                refusals += hypervisor.domains().find("nobody").isEmpty() ? 1 : 0;
                try {
                    hypervisor.domains().create("<domain/>");
                } catch (ProvisioningException expected) {
                    refusals++;
                }
            }
            try {
                Hypervisor.connect("qemu+unix:///system?socket=" + new File("none").getAbsolutePath(), "L0 host");
            } catch (HostNotCapableException expected) {
                refusals++;
            }
            System.exit(refusals);
        }
    }
}
