package org.nestlab.internal.exits;

import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeGuest;

/** A fake L1 whose kernel counts the exits of its L2. */
public final class Traced {

    /** As Linux 6.1 prints it, of 3,000 reads of 4 KiB in L2. */
    public static final String KVM_EXIT = """
            == kvm_exit
            # event histogram
            #
            # trigger info: hist:keys=exit_reason:vals=hitcount:sort=hitcount:size=2048 if common_pid == 812 [active]
            #

            { exit_reason:        114 } hitcount:        260
            { exit_reason:        100 } hitcount:       1584
            { exit_reason:         96 } hitcount:       2547
            { exit_reason:        120 } hitcount:       2926
            { exit_reason:       1024 } hitcount:       3045
            { exit_reason:        124 } hitcount:       3332

            Totals:
                Hits: 13694
                Entries: 6
                Dropped: 0
            """;

    private Traced() {}

    /** Answers to every script; the histograms are these. */
    public static FakeGuest kernel(FakeGuest l1, String histograms) {
        l1.answers
                .on("until rmdir", "")
                .on("== $event", histograms)
                .on("mkdir \"$i\"", "")
                .on("/sys/module/$module", "kvm_amd=loaded\nnpt=Y\navic=N\nclocksource=kvm-clock\n");
        return l1;
    }

    /** The start fails as the shell tells it. */
    public static void refuse(FakeGuest l1, int status, String why) {
        l1.answers.on(command -> command.line().contains("mkdir \"$i\""), command -> Reply.failed(status, why));
    }

    /** How often an instance was removed. */
    public static long removals(FakeGuest l1) {
        return l1.answers.asked().stream()
                .filter(command -> command.line().contains("until rmdir"))
                .count();
    }
}
