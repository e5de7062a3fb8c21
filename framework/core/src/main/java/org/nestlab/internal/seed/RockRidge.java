package org.nestlab.internal.seed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The fields of SUSP 1.09 and RRIP 1.09 that a Linux kernel reads: signature, length, version 1, content. */
final class RockRidge {

    private RockRidge() {}

    /** SP: the first record of the root folder says with it that fields follow at all. */
    static byte[] sharingProtocol() {
        return new byte[] {'S', 'P', 7, 1, (byte) 0xBE, (byte) 0xEF, 0};
    }

    /** ER: the fields are Rock Ridge's; no description, no source. */
    static byte[] extension() {
        byte[] id = "RRIP_1991A".getBytes(StandardCharsets.US_ASCII);
        byte[] head = {'E', 'R', (byte) (8 + id.length), 1, (byte) id.length, 0, 0, 1};
        return concat(head, id);
    }

    /** PX: type and permission bits, as 0100444 for a file; owned by root. */
    static byte[] mode(int mode, int links) {
        ByteBuffer out = ByteBuffer.allocate(36).put(new byte[] {'P', 'X', 36, 1});
        for (int value : new int[] {mode, links, 0, 0}) {
            IsoImage.both(out, value);
        }
        return out.array();
    }

    /** NM: the real name. */
    static byte[] name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return concat(new byte[] {'N', 'M', (byte) (5 + bytes.length), 1, 0}, bytes);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
