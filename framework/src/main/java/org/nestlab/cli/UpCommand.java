package org.nestlab.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.nestlab.internal.lab.LabEngines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.UnknownSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nestlab up}: a lab to look around in. */
@Command(
        name = "up",
        description = "Brings a lab up, says how to enter its L1 guests, and leaves it up.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it is up", "1:it did not come up", "2:the command was not understood"})
final class UpCommand extends PrintingCommand implements Callable<Integer> {

    @Mixin
    private final WantedLab wanted = new WantedLab();

    @Override
    public Integer call() {
        UnknownSettings.check("the system properties", System.getProperties().stringPropertyNames());
        Settings settings = Settings.from(key ->
                key.equals(Setting.KEEP.key()) ? Optional.of("always") : Optional.ofNullable(System.getProperty(key)));
        // Closing a lab that is kept lets go of it, and prints how it is entered.
        try (RunningLab lab = LabEngines.current().bringUp(wanted.spec(), settings)) {
            print("lab %s '%s' stays up; `nestlab down %s` takes it down"
                    .formatted(lab.id(), lab.spec().name(), lab.id()));
        }
        return ExitStatus.READY;
    }
}
