package org.nestlab.internal.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people hand in as a disk and a guest cannot boot: each by the bytes that its format begins with.
 *
 * @param what it is, with its article
 * @param remedy what makes an image of it
 * @param at where the bytes are
 * @param magic the bytes, one for each character
 */
record ForeignFormat(String what, String remedy, int at, String magic) {

    private static final String CONVERT = "convert it: qemu-img convert -O qcow2 FILE IMAGE.qcow2";
    private static final String UNPACK = "unpack it, and name the image that is in it";
    private static final String INSTALL = "take the distribution's cloud image: this one installs a system";

    private static final List<ForeignFormat> ALL = List.of(
            new ForeignFormat("compressed by bzip2", "unpack it: bunzip2 FILE", 0, "BZh"),
            new ForeignFormat("compressed by lz4", "unpack it: lz4 -d FILE", 0, "\u0004\"M\u0018"),
            new ForeignFormat("compressed by lzip", "unpack it: lzip -d FILE", 0, "LZIP"),
            new ForeignFormat("compressed by lzma", "unpack it: unlzma FILE", 0, "]\0\0\u0080\0"),
            new ForeignFormat("compressed by lzma", "unpack it: unlzma FILE", 0, "]\0\0\0\u0004"),
            new ForeignFormat("a zip archive", UNPACK, 0, "PK\u0003\u0004"),
            new ForeignFormat("a 7-Zip archive", UNPACK, 0, "7z\u00bc\u00af'\u001c"),
            new ForeignFormat("a rar archive", UNPACK, 0, "Rar!\u001a\u0007"),
            new ForeignFormat("a tar archive", UNPACK + "; an .ova holds a vmdk", 257, "ustar"),
            new ForeignFormat("a VMware disk (vmdk)", CONVERT, 0, "KDMV"),
            new ForeignFormat("a VMware disk (vmdk)", CONVERT, 0, "COWD"),
            new ForeignFormat("the description of a VMware disk (vmdk)", CONVERT, 0, "# Disk DescriptorFile"),
            new ForeignFormat("a Hyper-V disk (vhdx)", CONVERT, 0, "vhdxfile"),
            new ForeignFormat("a Hyper-V disk (vhd)", CONVERT, 0, "conectix"),
            new ForeignFormat("a VirtualBox disk (vdi)", CONVERT, 64, "\u007f\u0010\u00da\u00be"),
            new ForeignFormat("a QED disk", CONVERT, 0, "QED\0"),
            new ForeignFormat("a Parallels disk", CONVERT, 0, "WithoutFreeSpace"),
            new ForeignFormat("a Parallels disk", CONVERT, 0, "WithouFreSpacExt"),
            new ForeignFormat("encrypted by LUKS", "decrypt it: a lab has no passphrase for it", 0, "LUKS\u00ba\u00be"),
            new ForeignFormat("a squashfs file system", INSTALL, 0, "hsqs"),
            new ForeignFormat("a CD image (ISO 9660)", INSTALL, 0x8001, "CD001"),
            new ForeignFormat("a program (ELF)", "name a disk image; a kernel is named by KernelSpec", 0, "\u007fELF"),
            new ForeignFormat(
                    "a Debian package", "name a disk image; a kernel is named by KernelSpec", 0, "!<arch>\n"));

    private static final Pattern PAGE =
            Pattern.compile("(?s)[\\s\u00ef\u00bb\u00bf]*+<(?:!doctype html|html|\\?xml|head|!--).*+");

    private static final int PAGE_HEAD = 512;

    /** What the first bytes of a file say that it is; empty where they are of none of these formats. */
    static Optional<ForeignFormat> of(byte[] head) {
        String begin = new String(head, 0, Math.min(head.length, PAGE_HEAD), ISO_8859_1).toLowerCase(Locale.ROOT);
        if (PAGE.matcher(begin).matches()) {
            return Optional.of(new ForeignFormat(
                    "a web page (HTML or XML)",
                    "look at its address in a browser: a login or an error answers there",
                    0,
                    "<"));
        }
        return ALL.stream().filter(format -> format.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        byte[] wanted = magic.getBytes(ISO_8859_1);
        return head.length >= at + wanted.length
                && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
