package org.nestlab.internal.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.site.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nestlab bugreport}: what a kernel or QEMU developer asks back for, of all levels, in one archive. */
@Command(
        name = "bugreport",
        description =
                "Collects what a bug report of a nested setup needs, of every level, from a lab that was left up.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it was written", "1:it could not be written", "2:there is no such lab"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab bugreport 0badcafe")
final class BugReportCommand extends PrintingCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "LAB", description = "8 hexadecimal digits; optional if there is one lab.")
    private @Nullable String id;

    @Override
    public Integer call() {
        print(KeptLabOption.find(id).bugReport(new Sites()).toString());
        return ExitStatus.READY;
    }
}
