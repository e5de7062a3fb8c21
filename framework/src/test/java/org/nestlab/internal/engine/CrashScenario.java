package org.nestlab.internal.engine;

import java.time.Duration;
import java.util.Map;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.testbed.MachinePair;
import org.nestlab.spec.CpuMode;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Timing;

/** What the JVM that is killed does: everything that a run writes into its journal is in one of these. */
enum CrashScenario {

    /** The smallest lab. */
    ALONE {
        @Override
        void run(Settings settings) {
            new LibvirtLabEngine().bringUp(LabRun.small(), settings).close();
        }
    },

    /** An L2, whose resources are in L1. */
    NESTED {
        @Override
        void run(Settings settings) {
            LabSpec spec = LabSpec.kvmInKvm().withL1(guest -> guest.withMemoryMib(1536));
            new LibvirtLabEngine().bringUp(spec, settings).close();
        }
    },

    /** The disk that all levels share, and programs of the image that run on the host. */
    MEASURING {
        @Override
        void run(Settings settings) {
            LabSpec spec = LabRun.small().withSharedScratchDisk(1);
            try (RunningLab lab = new LibvirtLabEngine().bringUp(spec, settings)) {
                Timing timing = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
                try (MachinePair pair = MachinePair.open(lab.guests().get(0), lab.host(), lab, timing)) {
                    CrashPoints.reached("after opening the host's userland");
                    String program = "setsid sleep 1000 >/dev/null 2>&1 </dev/null & echo left > /tmp/left";
                    pair.reference().run(program).orThrow();
                    CrashPoints.reached("while a program runs in the host's userland");
                }
                CrashPoints.reached("after closing the host's userland");
            }
        }
    },

    /** A lab that is left up, and outlives its JVM. */
    KEPT {
        @Override
        void run(Settings settings) {
            new LibvirtLabEngine().bringUp(LabRun.small(), settings).close();
        }

        @Override
        Map<String, String> settings() {
            return Map.of("nestlab.keep", "always");
        }
    },

    /** A lab that is left to the next run, taken over and left again. */
    REUSED {
        @Override
        void run(Settings settings) {
            new LibvirtLabEngine().bringUpForTests(LabRun.small(), settings).close();
            new LibvirtLabEngine().bringUpForTests(LabRun.small(), settings).close();
        }

        @Override
        Map<String, String> settings() {
            return Map.of("nestlab.reuse", "on");
        }
    },

    /** A lab that is booted, frozen and thawed. */
    FROZEN {
        @Override
        void run(Settings settings) {
            new LibvirtLabEngine().bringUpForTests(LabRun.small(), settings).close();
        }

        @Override
        Map<String, String> settings() {
            return Map.of("nestlab.snapshots", "on");
        }
    },

    /** No lab, but a domain of the user's that has another CPU for a while. */
    ADOPTED {
        @Override
        void run(Settings settings) {
            try (OpenHost open = new Sites().openHost(settings.connect());
                    DomainCpuSwitch adopted = DomainCpuSwitch.adopt(open.host(), UsersDomain.NAME)) {
                adopted.set(CpuMode.custom("qemu64"));
                CrashPoints.reached("after switching the domain's CPU");
            }
        }
    };

    abstract void run(Settings settings);

    /** Whether it leaves a lab up on purpose, which only `nestlab reap --kept` removes. */
    boolean leavesALab() {
        return this == KEPT || this == REUSED;
    }

    /** Whether the next run can begin with what it leaves. */
    boolean isWarm() {
        return this == REUSED || this == FROZEN;
    }

    /** What it needs beyond the usual ones. */
    Map<String, String> settings() {
        return Map.of();
    }

    /** The JVM that is killed. */
    public static void main(String[] arguments) {
        CrashPoints.arm();
        valueOf(arguments[0]).run(Settings.fromSystemProperties());
        System.out.println("ENDED");
    }
}
