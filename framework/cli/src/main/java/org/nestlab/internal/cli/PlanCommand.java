package org.nestlab.internal.cli;

import java.util.concurrent.Callable;
import org.nestlab.internal.prepare.PlanPreview;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nestlab plan}: what a lab would be. */
@Command(
        name = "plan",
        description = "Prints everything that a lab would create on this host. Creates nothing.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it could be", "1:the host cannot hold it", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab plan")
final class PlanCommand extends PrintingCommand implements Callable<Integer> {

    @Mixin
    private final WantedLab wanted = new WantedLab();

    @Override
    public Integer call() {
        print(PlanPreview.of(wanted.spec(), Settings.fromSystemProperties(), new Sites())
                .stripTrailing());
        return ExitStatus.READY;
    }
}
