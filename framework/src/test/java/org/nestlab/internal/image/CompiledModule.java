package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

/**
 * An object file that says of itself what a kernel module does.
 *
 * @param version of the kernel that it is for
 * @param words its description
 * @param code C that makes it differ from others
 */
record CompiledModule(String version, String words, String code) {

    /** Each is compiled once: the compiler is three processes, and most tests want the same few. */
    private static final Map<CompiledModule, byte[]> MADE = new ConcurrentHashMap<>();

    /** The content of the file. */
    byte[] bytes() {
        return MADE.computeIfAbsent(this, CompiledModule::compile).clone();
    }

    private byte[] compile() {
        try {
            Path object = Files.createTempFile("nestlab-module", ".o");
            try {
                assertThat(new LocalShell("L0 host")
                                .run(Command.of("gcc", "-x", "c", "-c", "-o", object.toString(), "-")
                                        .withInput(source()))
                                .succeeded())
                        .as("gcc, which also builds the measuring program")
                        .isTrue();
                return Files.readAllBytes(object);
            } finally {
                Files.delete(object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String source() {
        return """
                #define INFO(name, text) static const char name[] \\
                    __attribute__((section(".modinfo"), used)) = #name "=" text
                INFO(vermagic, "%s SMP preempt mod_unload modversions ");
                INFO(description, "%s");
                %s
                """.formatted(version, words, code);
    }
}
