package org.nestlab.internal.lab;

import java.util.EnumSet;
import java.util.Set;
import org.nestlab.internal.diagnosis.Culprit;
import org.nestlab.machine.Command;

/** A fault that is put into a real lab, and what is to be found of it. */
enum Fault {
    L1_QEMU_KILLED(1, Culprit.QEMU_GONE) {
        @Override
        void inject(Victim victim) {
            victim.onL0("kill -9 " + victim.pid(victim.l1()));
        }
    },
    L1_DESTROYED(1, Culprit.QEMU_GONE) {
        @Override
        void inject(Victim victim) {
            victim.onL0(
                    "virsh -c %s destroy %s".formatted(victim.uri(), victim.l1().uuid()));
        }
    },
    L1_QEMU_STOPPED(1, Culprit.QEMU_HANGS) {
        @Override
        void inject(Victim victim) {
            victim.onL0("kill -STOP " + victim.pid(victim.l1()));
        }

        @Override
        void undo(Victim victim) {
            victim.onL0("kill -CONT " + victim.pid(victim.l1()));
        }
    },
    L1_OUT_OF_MEMORY(1, Culprit.OUT_OF_MEMORY) {
        @Override
        void inject(Victim victim) {
            victim.onL0("""
                    set -e
                    g=/sys/fs/cgroup/nestlab-it
                    mkdir -p $g; echo 0 >$g/memory.swap.max || true; echo %s >$g/cgroup.procs
                    echo 1 >$g/memory.oom.group || true; echo 16M >$g/memory.max""".formatted(victim.pid(victim.l1())));
            victim.soon(
                    victim.l1(),
                    "mkdir -p /run/hog; mount -t tmpfs -o size=90%% hog /run/hog; cat /dev/zero >/run/hog/x");
        }

        @Override
        void undo(Victim victim) {
            victim.onL0("sleep 1; rmdir /sys/fs/cgroup/nestlab-it 2>/dev/null || true");
        }
    },
    L1_PAUSED(1, Culprit.PAUSED) {
        @Override
        void inject(Victim victim) {
            victim.onL0(
                    "virsh -c %s suspend %s".formatted(victim.uri(), victim.l1().uuid()));
        }
    },
    L1_PANICKED(1, Culprit.KERNEL_PANICKED) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l1(), PANIC);
        }
    },
    L1_USERSPACE_STUCK(1, Culprit.USERSPACE_STUCK) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l1(), STOP_SSH);
        }
    },
    L1_NETWORK_CUT(1, Culprit.NETWORK) {
        @Override
        void inject(Victim victim) {
            victim.onL0("virsh -c %s domif-setlink %s %s down"
                    .formatted(
                            victim.uri(), victim.l1().uuid(), victim.l1().plan().mac()));
        }
    },
    L1_NETWORK_DOWN_INSIDE(1, Culprit.NETWORK) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l1(), NETWORK_DOWN);
        }
    },
    L2_QEMU_KILLED(2, Culprit.QEMU_GONE) {
        @Override
        void inject(Victim victim) {
            victim.onL1("kill -9 " + victim.pidInL1(victim.l2()));
        }
    },
    L2_QEMU_STOPPED(2, Culprit.QEMU_HANGS) {
        @Override
        void inject(Victim victim) {
            victim.onL1("kill -STOP " + victim.pidInL1(victim.l2()));
        }
    },
    L2_PANICKED(2, Culprit.KERNEL_PANICKED) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l2(), PANIC);
        }
    },
    L2_USERSPACE_STUCK(2, Culprit.USERSPACE_STUCK) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l2(), STOP_SSH);
        }
    },
    /** Nothing but the kernel gets the CPU any more. */
    L2_CPU_HOGGED(2, Culprit.USERSPACE_STUCK) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l2(), """
                    echo -1 >/proc/sys/kernel/sched_rt_runtime_us
                    for i in $(seq $(nproc)); do chrt -f 90 sh -c 'while :; do :; done' & done""");
        }
    },
    L2_NETWORK_CUT(2, Culprit.NETWORK) {
        @Override
        void inject(Victim victim) {
            victim.onL1("virsh -c qemu:///system domif-setlink %s %s down"
                    .formatted(victim.l2().uuid(), victim.l2().plan().mac()));
        }
    },
    L2_NETWORK_DOWN_INSIDE(2, Culprit.NETWORK) {
        @Override
        void inject(Victim victim) {
            victim.soon(victim.l2(), NETWORK_DOWN);
        }
    },
    /** Not a fault, and least of all a frozen L1. */
    L1_SUSPENDED_BY_THE_LAB(0, Culprit.THE_TEST) {
        @Override
        void inject(Victim victim) {
            victim.l1().suspend();
        }

        @Override
        void undo(Victim victim) {
            victim.l1().resume();
        }
    },
    L2_SUSPENDED_BY_THE_LAB(0, Culprit.THE_TEST) {
        @Override
        void inject(Victim victim) {
            victim.l2().suspend();
        }

        @Override
        void undo(Victim victim) {
            victim.l2().resume();
        }
    };

    private static final String PANIC = "echo 1 >/proc/sys/kernel/sysrq; echo c >/proc/sysrq-trigger";
    private static final String STOP_SSH = "pkill -STOP sshd";
    private static final String NETWORK_DOWN =
            "ip link set $(ip -o -4 route show to default | sed 's/.* dev \\([^ ]*\\).*/\\1/') down";

    private final int level;
    private final Culprit culprit;

    Fault(int level, Culprit culprit) {
        this.level = level;
        this.culprit = culprit;
    }

    abstract void inject(Victim victim);

    /** So that the lab can be taken down, and nothing stays on the host. */
    void undo(Victim victim) {}

    Culprit culprit() {
        return culprit;
    }

    /** The level that is to be blamed, 0 for none. */
    int level() {
        return level;
    }

    /** Whose command then fails. */
    LiveGuest silent(Victim victim) {
        return level == 1 || this == L1_SUSPENDED_BY_THE_LAB ? victim.l1() : victim.l2();
    }

    /** Whether a time limit is kept on the way from the console's line to the command that fails. */
    boolean isPanic() {
        return EnumSet.of(L1_PANICKED, L2_PANICKED).contains(this);
    }

    /** Those of the usual run: a lab for each, so not many. */
    static Set<Fault> sample() {
        return EnumSet.of(L2_PANICKED, L1_NETWORK_CUT);
    }

    /** The lab that it is put into. */
    record Victim(LabOnHost lab) {

        LiveGuest l1() {
            return lab.liveGuests().get(0);
        }

        LiveGuest l2() {
            return l1().liveGuests().get(0);
        }

        String uri() {
            return Command.quote(Qemu.uri(l1()));
        }

        void onL0(String script) {
            lab.host().run(script).orThrow();
        }

        void onL1(String script) {
            l1().run(script).orThrow();
        }

        /** A second from now, so that the session that asks for it has ended by then. */
        void soon(LiveGuest guest, String script) {
            guest.run("setsid sh -c %s >/dev/null 2>&1 </dev/null &".formatted(Command.quote("sleep 1; " + script)))
                    .orThrow();
        }

        String pid(LiveGuest guest) {
            return lab.host().run(pidFile(guest)).orThrow().text();
        }

        String pidInL1(LiveGuest guest) {
            return l1().run(pidFile(guest)).orThrow().text();
        }

        private static String pidFile(LiveGuest guest) {
            return "cat /run/libvirt/qemu/" + guest.domainName() + ".pid";
        }
    }
}
