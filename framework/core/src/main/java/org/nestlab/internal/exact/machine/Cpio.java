package org.nestlab.internal.exact.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes an initramfs: a cpio archive in the format newc, which Linux'
 * Documentation/driver-api/early-userspace/buffer-format.rst describes. Equal entries give equal bytes: owners are
 * root, times are 0. Folders above an entry are written before it.
 */
final class Cpio implements AutoCloseable {

    private static final int FOLDER = 0040755;
    private static final int FILE = 0100000;
    private static final int LINK = 0120777;
    private static final int DEVICE = 0020600;

    private final OutputStream out;
    private final Set<String> written = new HashSet<>();
    private int inode;

    /** @param out is closed with this */
    Cpio(OutputStream out) {
        this.out = out;
    }

    /** Adds an empty folder unless it exists already. */
    Cpio folder(String path) throws IOException {
        if (written.add(path)) {
            parents(path);
            header(path, FOLDER, 0, 0);
        }
        return this;
    }

    Cpio file(String path, byte[] content, int mode) throws IOException {
        begin(path);
        header(path, FILE | mode, content.length, 0);
        out.write(content);
        pad(content.length);
        return this;
    }

    /** Adds a file with the content of a file on this machine, at most 2 GiB. */
    Cpio file(String path, Path source, int mode) throws IOException {
        begin(path);
        long size = Files.size(source);
        header(path, FILE | mode, size, 0);
        long copied = Files.copy(source, out);
        if (copied != size) {
            throw new IOException("%s changed while it was read: %d of %d bytes".formatted(source, copied, size));
        }
        pad(size);
        return this;
    }

    Cpio link(String path, String target) throws IOException {
        byte[] content = target.getBytes(StandardCharsets.UTF_8);
        begin(path);
        header(path, LINK, content.length, 0);
        out.write(content);
        pad(content.length);
        return this;
    }

    /** A character device. */
    Cpio device(String path, int major, int minor) throws IOException {
        begin(path);
        header(path, DEVICE, 0, major << 16 | minor);
        return this;
    }

    /** Writes the end. */
    @Override
    public void close() throws IOException {
        try (out) {
            header("TRAILER!!!", 0, 0, 0);
        }
    }

    private void begin(String path) throws IOException {
        if (!written.add(path)) {
            throw new IllegalArgumentException("the initramfs has two files " + path);
        }
        parents(path);
    }

    private void parents(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            folder(path.substring(0, slash));
        }
    }

    private void header(String path, int mode, long size, int device) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        // magic, inode, mode, uid, gid, links, mtime, size, device of the file system (2), device that it is (2),
        // length of the name, checksum
        String header = "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x"
                .formatted(inode++, mode, 0, 0, 1, 0, size, 0, 0, device >> 16, device & 0xffff, name.length + 1, 0);
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(name);
        out.write(0);
        pad(header.length() + name.length + 1);
    }

    private void pad(long length) throws IOException {
        for (long i = length; i % 4 != 0; i++) {
            out.write(0);
        }
    }
}
