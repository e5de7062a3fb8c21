package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.xml.XmlElement;
import org.nestlab.spec.CpuMode;

/** A process that is asked to end while a domain of the user's has another CPU puts the definition back first. */
class InterruptedDomainTests {

    /** Libvirt's mock driver, whose state all connections of a process share. */
    private static final String MOCK = "test:///default";

    private static final String NAME = "build-agent";

    @TempDir
    private Path state = Path.of("set by JUnit");

    /** The process. */
    public static void main(String[] arguments) throws IOException {
        try (Hypervisor mock = Hypervisor.connect(MOCK, "L0 host")) {
            mock.domains()
                    .define(XmlElement.of("domain")
                            .attr("type", "test")
                            .child("name", NAME)
                            .child("uuid", "11111111-2222-4333-8444-555555555555")
                            .child(XmlElement.of("memory").attr("unit", "MiB").text(64))
                            .child(XmlElement.of("os")
                                    .child(XmlElement.of("type")
                                            .attr("arch", "x86_64")
                                            .text("hvm")))
                            .toString());
            ShellHost host = new ShellHost(new LocalShell("L0 host"), MOCK);
            try (DomainCpuSwitch adopted = DomainCpuSwitch.adopt(host, NAME)) {
                adopted.set(CpuMode.custom("qemu64"));
                System.out.println("SWITCHED " + mock.domains().find(NAME).isPresent());
                System.in.read();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void itsJournalEndsAndTheKeptDefinitionGoes(String signal) throws IOException {
        try (ChildJvm child = ChildJvm.start(
                InterruptedDomainTests.class.getName(), Map.of("nestlab.state.dir", state.toString()), List.of())) {
            child.awaitLine("SWITCHED true");
            assertThat(files()).hasSize(3);

            child.signal(signal);
            child.awaitEnd(Duration.ofMinutes(1));

            assertThat(files()).as(child.output()).isEmpty();
        }
    }

    /** A journal, its lock, and the definition as it was; the lock of the folder always stays. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("host.lock"))
                    .toList();
        }
    }
}
