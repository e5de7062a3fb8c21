package org.nestlab.cli;

import java.util.Locale;
import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;

/**
 * Everything the doctor judges.
 *
 * @param remote whether the host is another machine than this one
 * @param tier what {@code nestlab.tier} asks for: auto, kvm or emulated
 */
record Findings(HostFacts host, boolean remote, Runner runner, Connection connection, ImageCache images, String tier) {

    /**
     * Looks at an open host and at this machine.
     *
     * @throws org.nestlab.LabException if the host does not answer
     */
    static Findings of(Sites sites, OpenHost open, Settings settings) {
        return new Findings(
                HostFacts.of(open.host(), Sites.labsFolder(open, settings.stateDir())),
                open.remote(),
                here(),
                Connection.of(sites, open),
                open.remote()
                        ? ImageCache.elsewhere(open.host(), settings.imageDir())
                        : ImageCache.of(settings.imageDir()),
                settings.tier().name().toLowerCase(Locale.ROOT));
    }

    /** What is to be known of this machine, which runs the tests. */
    static Runner here() {
        try (LocalShell here = new LocalShell("this machine")) {
            return Runner.of(here::run);
        }
    }
}
