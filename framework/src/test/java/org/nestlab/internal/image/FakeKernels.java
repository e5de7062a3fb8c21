package org.nestlab.internal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Files that look like a kernel and its modules to the scripts that make kernels bootable. */
final class FakeKernels {

    private FakeKernels() {}

    /** A bzImage's header: the magic word, whether it is one for 64 bits, and where the version stands. */
    static byte[] bzImage(String version, boolean for64Bits) {
        ByteBuffer image = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        image.position(0x202);
        image.put("HdrS".getBytes(StandardCharsets.US_ASCII));
        image.putShort(0x20e, (short) (0x400 - 0x200));
        image.putShort(0x236, (short) (for64Bits ? 1 : 0));
        image.position(0x400);
        image.put((version + " (somebody@somewhere) #1 SMP\0").getBytes(StandardCharsets.US_ASCII));
        return image.array();
    }

    /**
     * What a build installs.
     *
     * @param builtIn modules, for example {@code serial/8250}
     * @return the tree
     */
    static Path tree(Path tree, String version, byte[] kernel, List<String> builtIn) throws IOException {
        Path modules = Files.createDirectories(tree.resolve("lib/modules").resolve(version));
        Files.writeString(
                modules.resolve("modules.builtin"),
                builtIn.stream().map(it -> "kernel/x/" + it + ".ko\n").collect(Collectors.joining()));
        Files.writeString(modules.resolve("modules.order"), "");
        Files.createDirectories(tree.resolve("boot"));
        Files.write(tree.resolve("boot/vmlinuz-" + version), kernel);
        return tree;
    }
}
