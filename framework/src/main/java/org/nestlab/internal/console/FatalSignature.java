package org.nestlab.internal.console;

import java.util.regex.Pattern;

/** What the console of a guest prints that will not get well by itself. Each pattern reads the line above it. */
public enum FatalSignature {

    // [    1.913] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)
    // [    0.921] VFS: Cannot open root device "vda1" or unknown-block(0,0): error -6   (a panic follows)
    KERNEL_PANIC("kernel panic", "Kernel panic - not syncing: "),

    // [   12.004] BUG: kernel NULL pointer dereference, address: 0000000000000010
    // [   12.004] BUG: unable to handle page fault for address: ffffc90000a3bff8
    // [   12.004] kernel BUG at mm/slub.c:4023!
    // [   12.005] Oops: 0000 [#1] PREEMPT SMP NOPTI
    // [   12.004] general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1]
    KERNEL_OOPS(
            "kernel oops",
            "\\bBUG: kernel NULL pointer dereference|\\bBUG: unable to handle |\\bkernel BUG at \\S+:\\d+!"
                    + "|\\bOops: [0-9a-f]{4} \\[#\\d+\\]|\\bgeneral protection fault, .*\\[#\\d+\\]"),

    // [   52.008] watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [swapper/0:1]
    // [   52.008] BUG: soft lockup - CPU#1 stuck for 23s! [kworker/1:2:71]
    SOFT_LOCKUP("soft lockup", "\\bBUG: soft lockup - CPU#\\d+ stuck for "),

    // [   60.100] watchdog: Watchdog detected hard LOCKUP on cpu 0
    HARD_LOCKUP("hard lockup", "\\bWatchdog detected hard LOCKUP on cpu "),

    // You are in emergency mode. After logging in, type "journalctl -xb" to view
    // Entering emergency mode. Exit the shell to continue.   (dracut)
    EMERGENCY_MODE("emergency mode", "^You are in (emergency|rescue) mode\\b|\\bEntering emergency mode\\. "),

    // ALERT!  /dev/vda1 does not exist.  Dropping to a shell!
    // (initramfs)
    INITRAMFS_SHELL("initramfs shell", "^ALERT! .* Dropping to a shell!|^\\(initramfs\\)"),

    // mount: mounting /dev/vda on /root failed: No such file or directory
    // Target filesystem doesn't have requested /sbin/init.
    // VFS: Unable to mount root fs via NFS.
    ROOT_NOT_MOUNTED(
            "root file system not mounted",
            "^mount: mounting \\S+ on /root failed: |^Target filesystem doesn't have requested |\\bVFS: Unable to mount root fs "),

    // nestlab: error: no disk with the label nestlab-seed
    NESTLAB_ERROR("error of the lab's own start-up", "\\bnestlab: error: ");

    private final String title;
    private final Pattern pattern;

    FatalSignature(String title, String regex) {
        this.title = title;
        this.pattern = Pattern.compile(regex);
    }

    /** What happened, for people. */
    public String title() {
        return title;
    }

    boolean isIn(String line) {
        return pattern.matcher(line).find();
    }
}
