package org.nestlab.internal.cli;

import java.util.List;

/** The subcommands of the framework; {@code org.nestlab.cli.Nestlab} finds those of other modules. */
final class Subcommands {

    private Subcommands() {}

    /** Objects annotated with picocli's {@code @Command}, in the order of the help text. */
    static List<Object> own() {
        return List.of(
                new DoctorCommand(),
                new SetupCommand(),
                new InitCommand(),
                new ImageCommand(),
                new PlanCommand(),
                new UpCommand(),
                new ShellCommand(Programs.HERE),
                new ConsoleCommand(Programs.HERE),
                new BugReportCommand(),
                new ListCommand(),
                new DownCommand(),
                new ReapCommand(),
                new SnapshotsCommand(),
                new GateCommand(),
                new ExactCommand(),
                new HostCommand(),
                new VirtualHostCommand(),
                new HistoryCommand(),
                new CalibrateCommand(),
                new ExplainCommand(),
                new HelpCommand(),
                new CompletionCommand());
    }
}
