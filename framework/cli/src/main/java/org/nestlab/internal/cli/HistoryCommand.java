package org.nestlab.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.Experiment;
import org.nestlab.experiment.ExperimentText;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.history.ExperimentSummary;
import org.nestlab.history.RunHistory;
import org.nestlab.internal.history.json.ExperimentJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nestlab history}: what was measured, run by run. */
@Command(
        name = "history",
        description = "Shows the experiments that were kept.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:the history cannot be read", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab history list")
final class HistoryCommand extends PrintingCommand implements Callable<Integer> {

    /** What is done; {@code list} where nothing is said. */
    enum Action {
        LIST,
        SHOW,
        DIFF,
        EXPORT
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "list, show ID, diff ID ID, or export [ID...].")
    private Action action = Action.LIST;

    @Parameters(index = "1..*", paramLabel = "ID", description = "The first digits of an experiment's id.")
    private List<String> ids = List.of();

    @Mixin
    private HistoryOption historyOption = new HistoryOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many; default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(names = "--json", description = "As JSON, for programs; with list and show.")
    private boolean json;

    /** How it is exported. */
    enum Format {
        JSON,
        CSV
    }

    @Option(
            names = "--format",
            paramLabel = "json|csv",
            defaultValue = "json",
            description = "With export: everything, or a row for each pair; default: ${DEFAULT-VALUE}.")
    private Format format = Format.JSON;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "With export: the file to write, instead of standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        try (RunHistory history = historyOption.open()) {
            switch (action) {
                case LIST -> {
                    wanted(0);
                    list(history);
                }
                case SHOW -> {
                    wanted(1);
                    show(one(history, ids.get(0)));
                }
                case DIFF -> {
                    wanted(2);
                    Fingerprint first = one(history, ids.get(0)).design().fingerprint();
                    FingerprintDiff.of(first, one(history, ids.get(1)).design().fingerprint())
                            .forEach(this::print);
                }
                case EXPORT -> export(history);
            }
        }
        return ExitStatus.READY;
    }

    private void list(RunHistory history) {
        List<ExperimentSummary> found = history.list(HistoryOption.limit(limit));
        if (json) {
            print(ExperimentJson.writeAll(whole(history, found)));
            return;
        }
        if (found.isEmpty()) {
            print("nothing was kept yet");
        }
        for (ExperimentSummary it : found) {
            print("%s  %s  %-8s  %s  %s  %s"
                    .formatted(
                            it.id().toString().substring(0, 8),
                            it.started().truncatedTo(ChronoUnit.SECONDS),
                            it.tier(),
                            it.levels(),
                            it.test(),
                            it.verdicts()));
        }
    }

    private static List<Experiment> whole(RunHistory history, List<ExperimentSummary> found) {
        return found.stream().flatMap(it -> history.find(it.id()).stream()).toList();
    }

    private void export(RunHistory history) {
        List<Experiment> found = ids.isEmpty()
                ? whole(history, history.list(HistoryOption.limit(limit)))
                : ids.stream().map(id -> one(history, id)).toList();
        String text = format == Format.CSV ? PairsCsv.of(found) : ExperimentJson.writeAll(found) + "\n";
        if (output == null) {
            print(text.stripTrailing());
            return;
        }
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw new ProvisioningException("%s cannot be written: %s".formatted(output, e));
        }
        print("%d experiment%s written to %s".formatted(found.size(), found.size() == 1 ? "" : "s", output));
    }

    private void wanted(int count) {
        if (ids.size() != count) {
            throw new LabConfigurationException("history %s takes %d id%s, not %d"
                    .formatted(action.name().toLowerCase(Locale.ROOT), count, count == 1 ? "" : "s", ids.size()));
        }
    }

    /** The experiment whose id begins like that. */
    private static Experiment one(RunHistory history, String beginning) {
        String prefix = beginning.toLowerCase(Locale.ROOT);
        List<ExperimentSummary> found = history.list(Integer.MAX_VALUE).stream()
                .filter(it -> it.id().toString().startsWith(prefix))
                .toList();
        if (found.size() != 1) {
            throw new LabConfigurationException(
                    found.isEmpty()
                            ? "no experiment's id begins with '%s': `nestlab history list` shows them".formatted(prefix)
                            : "the ids of %d experiments begin with '%s': give more of it"
                                    .formatted(found.size(), prefix));
        }
        return history.find(found.get(0).id())
                .orElseThrow(() -> new LabConfigurationException("experiment %s is gone".formatted(prefix)));
    }

    private void show(Experiment it) {
        if (json) {
            print(ExperimentJson.writeAll(List.of(it)));
            return;
        }
        print(ExperimentText.of(it).stripTrailing());
    }
}
