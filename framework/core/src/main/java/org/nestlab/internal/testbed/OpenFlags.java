package org.nestlab.internal.testbed;

/** The flags that a file was opened with, as {@code /proc/PID/fdinfo/FD} has them, in octal. */
final class OpenFlags {

    private OpenFlags() {}

    /**
     * O_DIRECT, which is another bit on some machines ({@code asm/fcntl.h} of Linux).
     *
     * @param machine as {@code uname -m} prints it
     */
    static int direct(String machine) {
        if (machine.startsWith("aarch64") || machine.startsWith("arm")) {
            return 0200000;
        }
        return machine.startsWith("ppc") ? 0400000 : 040000;
    }

    /** @param octal for example {@code 02140002} */
    static boolean has(String octal, int flag) {
        return octal.matches("[0-7]{1,10}") && (Long.parseLong(octal, 8) & flag) != 0;
    }
}
