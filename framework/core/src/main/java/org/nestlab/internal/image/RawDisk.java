package org.nestlab.internal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A disk without an image format, recognised by what a guest needs: a partition table (MBR or GPT) or a file system.
 * Each of these says how long the disk must be.
 */
final class RawDisk {

    /** Up to the superblock of btrfs. */
    static final int HEAD = 0x10000 + 4096;

    private static final int SECTOR = 512;
    private static final int TABLE = 446;
    private static final int ENTRY = 16;
    private static final int BOOT_SIGNATURE = 0xaa55;
    private static final int GPT = 0x20494645; // "EFI "
    private static final int EXT = 1024;
    private static final int EXT_MAGIC = 0xef53;
    private static final int XFS_MAGIC = 0x42534658; // "XFSB"
    private static final int BTRFS = 0x10000;
    private static final long BTRFS_MAGIC = 0x4d5f53665248425fL; // "_BHRfS_M"

    private final ByteBuffer head;

    private RawDisk(byte[] head) {
        this.head = ByteBuffer.wrap(Arrays.copyOf(head, HEAD)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * How long the disk is by what it says of itself.
     *
     * @param head its first {@value #HEAD} bytes, or all that there are
     * @return bytes; empty where there is neither a partition table nor a file system that a guest boots from
     */
    static OptionalLong bytes(byte[] head) {
        RawDisk disk = new RawDisk(head);
        for (OptionalLong found :
                new OptionalLong[] {disk.fileSystem(), disk.gpt(SECTOR), disk.gpt(4096), disk.mbr()}) {
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    /** The backup of a GPT is in the disk's last block. */
    private OptionalLong gpt(int block) {
        boolean found = head.getInt(block) == GPT;
        return found ? OptionalLong.of((head.getLong(block + 32) + 1) * block) : OptionalLong.empty();
    }

    private OptionalLong mbr() {
        if ((head.getShort(SECTOR - 2) & 0xffff) != BOOT_SIGNATURE) {
            return OptionalLong.empty();
        }
        long end = 0;
        for (int at = TABLE; at < TABLE + 4 * ENTRY; at += ENTRY) {
            if ((head.get(at) & 0x7f) != 0) {
                return OptionalLong.empty();
            }
            if (head.get(at + 4) != 0) {
                end = Math.max(end, unsigned(at + 8) + unsigned(at + 12));
            }
        }
        return end == 0 ? OptionalLong.empty() : OptionalLong.of(end * SECTOR);
    }

    private OptionalLong fileSystem() {
        if ((head.getShort(EXT + 56) & 0xffff) == EXT_MAGIC) {
            int shift = Math.min(10 + Math.abs(head.getInt(EXT + 24) & 0xff), 16);
            return OptionalLong.of(unsigned(EXT + 4) << shift);
        }
        if (head.getInt(0) == XFS_MAGIC) {
            ByteBuffer superblock = head.duplicate().order(ByteOrder.BIG_ENDIAN);
            return OptionalLong.of(superblock.getLong(8) * (superblock.getInt(4) & 0xffff_ffffL));
        }
        if (head.getLong(BTRFS + 64) == BTRFS_MAGIC) {
            return OptionalLong.of(head.getLong(BTRFS + 112));
        }
        return OptionalLong.empty();
    }

    private long unsigned(int at) {
        return head.getInt(at) & 0xffff_ffffL;
    }
}
