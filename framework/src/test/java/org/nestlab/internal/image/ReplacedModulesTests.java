package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.spec.KernelSource;

/** The real script, on modules that a compiler made. */
class ReplacedModulesTests {

    private static final String VERSION = "6.99.1-test";

    /** By these depmod sees that kvm-amd wants kvm. */
    private static final String EXPORTS =
            "char exported[] __attribute__((section(\"__ksymtab_strings\"), used)) = \"kvm_things\";";

    private static final String IMPORTS = "extern int kvm_things; int *wanted = &kvm_things;";

    @TempDir
    Path folder;

    private Path kvm;

    @BeforeEach
    void aKernelWithKvm() throws IOException {
        Path tree = FakeKernels.tree(
                folder.resolve("tree"), VERSION, FakeKernels.bzImage(VERSION, true), List.of("serial/8250"));
        kvm = Files.createDirectories(
                tree.resolve("lib/modules").resolve(VERSION).resolve("kernel/arch/x86/kvm"));
        module(kvm.resolve("kvm.ko"), VERSION, EXPORTS, "Debian's");
        module(kvm.resolve("kvm-amd.ko"), VERSION, IMPORTS, "Debian's");
        assertThat(new LocalShell("L0 host")
                        .run(Command.of("xz", kvm.resolve("kvm-amd.ko").toString()))
                        .succeeded())
                .isTrue();
    }

    private static Path module(Path file, String version, String code, String words) throws IOException {
        return Files.write(file, new CompiledModule(version, words, code).bytes());
    }

    private Path own(String name, String version) throws IOException {
        return module(
                Files.createDirectories(folder.resolve("linux/arch/x86/kvm")).resolve(name), version, IMPORTS, "mine");
    }

    private KernelSource.Replaced with(Path modules) {
        return new KernelSource.Replaced(modules, new KernelSource.Folder(folder.resolve("tree")));
    }

    private BareKernel make(KernelSource source) {
        return new BareKernelStore(folder.resolve("cache")).ensure(source, line -> {});
    }

    private void refuses(Path modules, String message) {
        assertThatThrownBy(() -> make(with(modules)))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesTheFilesOfABuildAndTheKernelsOtherModules() throws IOException {
        Path mine = own("kvm-amd.ko", VERSION);
        Files.writeString(mine.resolveSibling("svm.o"), "what a build leaves besides");

        BareKernel kernel = make(with(folder.resolve("linux")));

        List<Path> loaded = kernel.modules("kvm_amd").orElseThrow();
        assertThat(loaded.stream().map(file -> file.getFileName().toString())).containsExactly("kvm.ko", "kvm-amd.ko");
        assertThat(loaded.get(0)).hasSameBinaryContentAs(kvm.resolve("kvm.ko"));
        assertThat(loaded.get(1)).hasSameBinaryContentAs(mine);
    }

    @Test
    void leavesOutTheTypesWhichAKernelParsesOnlyForWhoeverTracesIt() throws IOException {
        String types = "char types[] __attribute__((section(\".BTF\"), used)) = \"the types of all\";";
        Path mine = module(
                Files.createDirectories(folder.resolve("linux")).resolve("kvm-amd.ko"),
                VERSION,
                IMPORTS + types,
                "mine");

        Path made = make(with(mine)).modules("kvm_amd").orElseThrow().get(1);

        assertThat(Files.readString(mine, StandardCharsets.ISO_8859_1)).contains("the types of all");
        assertThat(Files.readString(made, StandardCharsets.ISO_8859_1))
                .doesNotContain("the types of all")
                .contains("vermagic=" + VERSION, "kvm_things");
    }

    @Test
    void anotherBuildIsAnotherKernelAndTheSameOneIsMadeOnce() throws IOException {
        Path mine = own("kvm-amd.ko", VERSION);
        BareKernel first = make(with(mine));

        assertThat(make(with(mine.resolveSibling("")))).isEqualTo(first);
        module(mine, VERSION, IMPORTS, "mine, changed");
        assertThat(make(with(mine))).isNotEqualTo(first);
    }

    @Test
    void aLinkIsAsGoodAsWhatItLeadsTo() throws IOException {
        Path before = own("kvm-amd.ko", VERSION);
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("kvm-amd.ko"), before);
        Files.createSymbolicLink(folder.resolve("current"), links);
        BareKernel first = make(with(folder.resolve("current")));

        assertThat(first.modules("kvm_amd").orElseThrow().get(1)).hasSameBinaryContentAs(before);
        module(before, VERSION, IMPORTS, "mine, changed");
        assertThat(make(with(folder.resolve("current")))).isNotEqualTo(first);
    }

    @Test
    void theSameNameMayBeWrittenWithAnUnderscore() throws IOException {
        Path mine = own("kvm_amd.ko", VERSION);

        assertThat(make(with(mine)).modules("kvm_amd").orElseThrow().get(1)).hasSameBinaryContentAs(mine);
    }

    @Test
    void refusesWhatCannotTakeAModulesPlace() throws IOException {
        refuses(
                own("kvm-amd.ko", "6.98.0-other"),
                "/linux/arch/x86/kvm/kvm-amd.ko is for 6.98.0-other; build it against the headers of " + VERSION);
        refuses(own("kvm-arm.ko", VERSION), "has no module kvm-arm; expected the name of one that it has");
        refuses(
                Files.writeString(folder.resolve("kvm.ko"), "no module at all"),
                "/kvm.ko is not a kernel module; expected a .ko file that was built for " + VERSION);
    }

    @Test
    void refusesPathsWithoutModules() throws IOException {
        refuses(folder.resolve("gone"), "/gone is not there; expected a .ko file, or a folder with such");
        refuses(Files.createDirectories(folder.resolve("empty")), "/empty has no .ko file in it or below it");
        refuses(Files.writeString(folder.resolve("kvm.o"), ""), "/kvm.o is no .ko file");
        own("kvm-amd.ko", VERSION);
        own("kvm_amd.ko", VERSION);
        refuses(folder.resolve("linux"), "kvm_amd.ko are the same module; expected one of them");
    }
}
