package org.nestlab.cli;

import java.util.List;

/** Every subcommand there is; a new one is registered here and nowhere else. */
final class Subcommands {

    private Subcommands() {}

    /** Objects annotated with picocli's {@code @Command}, in the order of the help text. */
    static List<Object> all() {
        return List.of(
                new DoctorCommand(new LocalAccess()),
                new SetupCommand(),
                new ImageCommand(),
                new PlanCommand(),
                new UpCommand(),
                new ShellCommand(Programs.HERE),
                new ConsoleCommand(Programs.HERE),
                new BugReportCommand(),
                new DownCommand(),
                new ReapCommand(),
                new HistoryCommand(),
                new CalibrateCommand());
    }
}
