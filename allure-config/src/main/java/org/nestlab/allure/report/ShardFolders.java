package org.nestlab.allure.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.nestlab.ProvisioningException;

/**
 * What is found in the folders of shards, at any depth.
 *
 * @param results the folders with results of Allure
 * @param verdicts the files {@code verdicts.json}
 */
record ShardFolders(List<Path> results, List<Path> verdicts) {

    /**
     * Looks for them.
     *
     * @param without a folder in which nothing is looked for: that of the merged report
     * @throws ProvisioningException if a folder cannot be read
     */
    static ShardFolders in(List<Path> folders, Path without) {
        Set<Path> results = new TreeSet<>();
        Set<Path> verdicts = new TreeSet<>();
        for (Path folder : folders) {
            try {
                Files.walkFileTree(folder.toAbsolutePath().normalize(), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                        return at.equals(without) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = file.getFileName().toString();
                        if (name.endsWith("-result.json")) {
                            results.add(file.resolveSibling("").normalize());
                        } else if (name.equals(MergedVerdicts.FILE)) {
                            verdicts.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException | UncheckedIOException e) {
                throw new ProvisioningException("%s cannot be read: %s".formatted(folder, e), e);
            }
        }
        return new ShardFolders(new ArrayList<>(results), new ArrayList<>(verdicts));
    }
}
