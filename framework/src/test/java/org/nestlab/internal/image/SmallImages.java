package org.nestlab.internal.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** Images that are small enough for a unit test. */
final class SmallImages {

    /**
     * What {@code qemu-img create -f qcow2 a.qcow2 1M} and {@code qemu-io -c 'write -P 7 0 64k' a.qcow2} make, packed
     * by gzip.
     */
    private static final String QCOW2 =
            "H4sIAAAAAAACA+3QwUrDQBAA0E1T8eon7Df4EYLgxZPn2Gwx0CYhSdF66mcLXkwFob208Zz3lh0Y2B1m5vnh8TuEkIdzdyfxKPuN+VmWhWmW42"
                    + "3/krf862X8egihrLphH1+rYVqVbNV03a4dpv5YpI8hdXWxiWUxFHFdbdLF9/mq2bZd6vuqqeOwb9O1qY716zKV8ek+pnroqtRfaj9sis997NJ6"
                    + "1ezqob/afhjn3BZtP3HJi6wr3uPZzAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAAODfFlYAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwe9nJAQAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAYLYOx7C0BwAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgLk7HMONPQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMzdLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAIx+ANsPa5gAAAYA";

    private SmallImages() {}

    static byte[] qcow2() {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(QCOW2)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A raw disk of 64 KiB with one partition, which fills it but for the first sector. */
    static byte[] mbr() {
        return raw(1 << 16)
                .put(446, (byte) 0x80)
                .put(450, (byte) 0x83)
                .putInt(454, 1)
                .putInt(458, (1 << 16) / 512 - 1)
                .putShort(510, (short) 0xaa55)
                .array();
    }

    static byte[] gpt() {
        return raw(1 << 16)
                .put(512, "EFI PART".getBytes(ISO_8859_1))
                .putLong(512 + 32, (1 << 16) / 512 - 1)
                .array();
    }

    static byte[] ext() {
        return raw(1 << 16)
                .putInt(1024 + 4, 64)
                .putInt(1024 + 24, 0)
                .putShort(1024 + 56, (short) 0xef53)
                .array();
    }

    static byte[] xfs() {
        return raw(1 << 16)
                .put(0, "XFSB".getBytes(ISO_8859_1))
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(4, 4096)
                .putLong(8, 16)
                .array();
    }

    static byte[] btrfs() {
        return raw(1 << 17)
                .put(0x10040, "_BHRfS_M".getBytes(ISO_8859_1))
                .putLong(0x10070, 1 << 17)
                .array();
    }

    private static ByteBuffer raw(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
