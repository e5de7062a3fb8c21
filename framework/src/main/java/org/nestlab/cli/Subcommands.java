package org.nestlab.cli;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Every subcommand there is: those of the framework, registered here, and those of other modules on the class path. */
final class Subcommands {

    private Subcommands() {}

    /** Objects annotated with picocli's {@code @Command}, in the order of the help text. */
    static List<Object> all() {
        List<Object> own = List.of(
                new DoctorCommand(),
                new SetupCommand(),
                new ImageCommand(),
                new PlanCommand(),
                new UpCommand(),
                new ShellCommand(Programs.HERE),
                new ConsoleCommand(Programs.HERE),
                new BugReportCommand(),
                new ListCommand(),
                new DownCommand(),
                new ReapCommand(),
                new GateCommand(),
                new ExactCommand(),
                new HostCommand(),
                new VirtualHostCommand(),
                new HistoryCommand(),
                new CalibrateCommand());
        return Stream.concat(
                        own.stream(),
                        ServiceLoader.load(Subcommand.class).stream().map(ServiceLoader.Provider::get))
                .toList();
    }
}
