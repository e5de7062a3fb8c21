package org.nestlab.internal.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commit that a run tests, from the files of Git or, without those, from what a CI server sets. */
public final class Commit {

    private static final List<String> VARIABLES = List.of("GIT_COMMIT", "GITHUB_SHA", "CI_COMMIT_SHA");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String REF = "ref: ";

    private Commit() {}

    /**
     * The commit of the work tree that a folder is in; changes that are not committed do not show.
     *
     * @param environment of this process
     * @return its hash; empty if neither Git nor the environment names one
     */
    public static String of(Path folder, Map<String, String> environment) {
        try {
            for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
                if (Files.exists(at.resolve(".git"))) {
                    Optional<String> head = head(at.resolve(".git"));
                    if (head.isPresent()) {
                        return head.get();
                    }
                    break;
                }
            }
        } catch (IOException | InvalidPathException e) {
            // The environment may say it.
        }
        return VARIABLES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> HASH.matcher(value).matches())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> head(Path dotGit) throws IOException {
        // In a work tree of its own, or a submodule: "gitdir: PATH".
        Path folder = Files.isDirectory(dotGit)
                ? dotGit
                : dotGit.resolveSibling(Files.readString(dotGit).strip().replaceFirst("^gitdir:\\s*", ""));
        String head = Files.readString(folder.resolve("HEAD")).strip();
        if (!head.startsWith(REF)) {
            return hash(head);
        }
        String ref = head.substring(REF.length()).strip();
        Path common = Files.exists(folder.resolve("commondir"))
                ? folder.resolve(Files.readString(folder.resolve("commondir")).strip())
                : folder;
        for (Path loose : List.of(folder.resolve(ref), common.resolve(ref))) {
            if (Files.isRegularFile(loose)) {
                return hash(Files.readString(loose).strip());
            }
        }
        Path packed = common.resolve("packed-refs");
        return Files.exists(packed)
                ? Files.readAllLines(packed).stream()
                        .filter(line -> line.endsWith(" " + ref))
                        .findFirst()
                        .flatMap(line -> hash(line.substring(0, line.indexOf(' '))))
                : Optional.empty();
    }

    private static Optional<String> hash(String text) {
        return HASH.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
