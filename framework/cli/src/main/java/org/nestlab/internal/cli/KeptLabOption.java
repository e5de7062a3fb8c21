package org.nestlab.internal.cli;

import org.jspecify.annotations.Nullable;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.KeptLabs;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.takedown.Reaper;
import picocli.CommandLine.Option;

/** The option that names a lab that was left up. */
final class KeptLabOption {

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The lab, 8 hexadecimal digits; optional if one lab is left up.")
    private @Nullable String id;

    KeptLabs lab() {
        return find(id);
    }

    static KeptLabs find(@Nullable String id) {
        StateFolder state = StateFolder.open(Settings.fromSystemProperties().stateDir());
        return KeptLabs.of(state, LabChoice.of(id, new Reaper(state, new Sites()).left()));
    }
}
