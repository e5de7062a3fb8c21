package org.nestlab.cli;

import java.util.List;
import java.util.ServiceLoader;
import org.apiguardian.api.API;
import org.nestlab.internal.cli.NestlabCommand;
import org.nestlab.internal.cli.Version;
import picocli.CommandLine;

/** The command {@code nestlab}. Exit status: 0 all is well, 1 it is not, 2 usage error. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Nestlab {

    private Nestlab() {}

    public static void main(String[] arguments) {
        if (Version.isAllThatIsAskedFor(arguments)) {
            Version.print();
            return;
        }
        System.exit(
                NestlabCommand.commandLine(arguments, Nestlab::ofOtherModules).execute(arguments));
    }

    /** The framework's subcommands, and each {@link Subcommand} of another module on the class path. */
    static CommandLine commandLine() {
        return NestlabCommand.commandLine(ofOtherModules());
    }

    private static List<?> ofOtherModules() {
        return ServiceLoader.load(Subcommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
