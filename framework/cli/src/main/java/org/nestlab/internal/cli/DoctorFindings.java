package org.nestlab.internal.cli;

import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.HostSupplies;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.TierSetting;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;

/**
 * Everything the doctor judges.
 *
 * @param remote whether the host is another machine than this one
 * @param tier what {@code nestlab.tier} asks for
 */
record DoctorFindings(
        HostFacts host,
        HostSupplies supplies,
        boolean remote,
        DoctorRunner runner,
        DoctorConnection connection,
        DoctorImageCache images,
        TierSetting tier) {

    /**
     * Looks at an open host and at this machine.
     *
     * @throws org.nestlab.LabException if the host does not answer
     */
    static DoctorFindings of(Sites sites, OpenHost open, Settings settings) {
        return new DoctorFindings(
                HostFacts.of(open.host(), Sites.labsFolder(open, settings.stateDir())),
                HostSupplies.of(open.host()),
                open.remote(),
                here(),
                DoctorConnection.of(sites, open),
                open.remote()
                        ? DoctorImageCache.elsewhere(open.host(), settings.imageDir())
                        : DoctorImageCache.of(settings.imageDir()),
                settings.tier());
    }

    /** What is to be known of this machine, which runs the tests. */
    static DoctorRunner here() {
        try (LocalShell here = new LocalShell("this machine")) {
            return DoctorRunner.of(here::run);
        }
    }
}
