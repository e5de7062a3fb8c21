package org.nestlab.internal.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The subcommands of the framework; {@code org.nestlab.cli.Nestlab} finds those of other modules. */
final class Subcommands {

    private static final Map<String, Supplier<Object>> OWN = own();

    /** Those that tell of the others. */
    static final Set<String> OF_ALL = Set.of("help", "completion");

    private Subcommands() {}

    /** What makes each command, an object with picocli's {@code @Command}, by its name; as the help text lists them. */
    static Map<String, Supplier<Object>> byName() {
        return Collections.unmodifiableMap(OWN);
    }

    private static Map<String, Supplier<Object>> own() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("doctor", DoctorCommand::new);
        all.put("setup", SetupCommand::new);
        all.put("init", InitCommand::new);
        all.put("image", ImageCommand::new);
        all.put("plan", PlanCommand::new);
        all.put("up", UpCommand::new);
        all.put("shell", () -> new ShellCommand(Programs.HERE));
        all.put("console", () -> new ConsoleCommand(Programs.HERE));
        all.put("bugreport", BugReportCommand::new);
        all.put("list", ListCommand::new);
        all.put("down", DownCommand::new);
        all.put("reap", ReapCommand::new);
        all.put("snapshots", SnapshotsCommand::new);
        all.put("gate", GateCommand::new);
        all.put("exact", ExactCommand::new);
        all.put("shard", ShardCommand::new);
        all.put("host", HostCommand::new);
        all.put("virtual-host", VirtualHostCommand::new);
        all.put("history", HistoryCommand::new);
        all.put("calibrate", CalibrateCommand::new);
        all.put("explain", ExplainCommand::new);
        all.put("help", HelpCommand::new);
        all.put("completion", CompletionCommand::new);
        return all;
    }
}
