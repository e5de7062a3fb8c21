package org.nestlab.internal.kept;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.KeptFile;
import org.nestlab.internal.journal.KeptFile.KeptGuest;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Sites;
import org.nestlab.machine.Command;

/** The labs that were left up: their shells, their consoles and their bug reports. */
public final class KeptLabs {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final StateFolder state;
    private final LabId id;
    private final Path folder;
    private final Path output;
    private final KeptFile lab;

    private KeptLabs(StateFolder state, LabId id, Path folder, Path output, KeptFile lab) {
        this.state = state;
        this.id = id;
        this.folder = folder;
        this.output = output;
        this.lab = lab;
    }

    /**
     * Finds a lab that was left up.
     *
     * @throws LabConfigurationException if it was not left up, or the file that says how to enter it is gone
     */
    public static KeptLabs of(StateFolder state, LabId id) {
        LabRecord record = LabRecord.of(state, id);
        Path folder = record.entry()
                .orElseThrow(() -> new LabConfigurationException((state.isJournalled(id)
                                ? "lab %s was not left up; expected one of `nestlab up`, nestlab.keep or nestlab.reuse"
                                : "there is no lab %s: `nestlab list` names those that there are")
                        .formatted(id)));
        return new KeptLabs(state, id, folder, record.output().orElse(folder), KeptFile.read(folder));
    }

    /**
     * Returns the program that enters a machine of the lab. Without words it is a shell; one word is a command line for
     * the shell; several words are a program and its arguments.
     */
    public List<String> shell(String machine, List<String> words) {
        List<String> ssh = ssh(lab.guest(machine).alias());
        if (words.size() == 1) {
            ssh.add(words.get(0));
        } else if (!words.isEmpty()) {
            ssh.add(String.join(" ", words.stream().map(Command::quote).toList()));
        }
        return List.copyOf(ssh);
    }

    /**
     * Returns the program that enters a machine of the lab in a terminal. Its prompt names the machine and the lab,
     * because the shells of three levels look alike otherwise.
     */
    public List<String> terminal(String machine) {
        KeptGuest guest = lab.guest(machine);
        String prompt =
                "%s of lab %s:$PWD%s ".formatted(guest.alias(), id, guest.user().equals("root") ? "#" : "$");
        // The files that a shell reads at its start would set another prompt.
        String script = "PS1=%s; export PS1; command -v bash >/dev/null 2>&1 && exec bash --norc -i; exec sh -i"
                .formatted(Command.quote(prompt));
        List<String> ssh = ssh(guest.alias());
        ssh.add(1, "-t");
        ssh.add("exec sh -c " + Command.quote(script));
        return List.copyOf(ssh);
    }

    /**
     * Returns the program that shows the console of a machine from its first byte, and with {@code follow} continues.
     */
    public List<String> console(String machine, boolean follow) {
        KeptGuest guest = lab.guest(machine);
        List<String> tail = new ArrayList<>(List.of("tail", "-c", "+1"));
        if (follow) {
            tail.add("-F");
        }
        tail.addAll(List.of("--", guest.console()));
        boolean here = guest.above().isEmpty() && !lab.uri().startsWith("qemu+ssh:");
        if (here) {
            return List.copyOf(tail);
        }
        List<String> ssh = ssh(guest.above().isEmpty() ? SshConfigText.HOST : guest.above());
        ssh.add(String.join(" ", tail.stream().map(Command::quote).toList()));
        return List.copyOf(ssh);
    }

    private List<String> ssh(String alias) {
        return new ArrayList<>(
                List.of("ssh", "-F", folder.resolve(SshConfigText.NAME).toString(), alias));
    }

    /** The nested bug report, in the lab's output folder. */
    public Path bugReport(Sites sites) {
        try (KeptReport report = new KeptReport(lab, sites)) {
            return report.write(Journal.read(state, id), output, DEADLINE);
        }
    }
}
