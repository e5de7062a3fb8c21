package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link of the documents leads somewhere, and every page of the handbook is in its table of contents. */
class LinksTests {

    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w./-])(?:framework|tests-nested|tests-performance|allure-config|bench)/(?:[./-]*+\\w++)++");

    @Test
    void noLinkOfADocumentIsBroken() throws IOException {
        List<String> wrong = new ArrayList<>();
        int links = 0;
        for (Path document : Documents.all()) {
            wrong.addAll(Links.broken(document));
            links += Links.of(Files.readString(document)).size();
        }

        assertThat(wrong).isEmpty();
        assertThat(links).isGreaterThan(20);
    }

    @Test
    void theReadmeLeadsToTheHandbookAndItsContentsToEveryPage() throws IOException {
        Path contents = Documents.ROOT.resolve("docs/README.md");
        List<String> links = Links.of(Files.readString(contents));

        assertThat(Links.of(Files.readString(Documents.ROOT.resolve("README.md"))))
                .contains("docs/README.md");
        for (Path page : Documents.forUsers()) {
            if (!page.equals(contents)) {
                assertThat(links)
                        .contains(String.valueOf(contents.resolveSibling("").relativize(page)));
            }
        }
    }

    @Test
    void everyPathOfTheRepositoryThatADocumentNamesExists() throws IOException {
        for (Path document : Documents.all()) {
            for (String path : paths(Files.readString(document))) {
                assertThat(Documents.ROOT.resolve(path))
                        .as("%s names %s", document, path)
                        .exists();
            }
        }
        assertThat(paths("a folder `bench/gone`, and framework/target/made.txt"))
                .containsExactly("bench/gone");
    }

    /** What a build makes is not among them. */
    private static List<String> paths(String document) {
        return PATH.matcher(document)
                .results()
                .map(MatchResult::group)
                .filter(path -> !path.contains("/target/"))
                .toList();
    }

    @Test
    void brokenLinksAreFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("there.md"), "# One `heading`, here\n\n## Again\n\n## Again\n");
        Path file = Files.writeString(folder.resolve("links.md"), """
                # Links
                [right](there.md) [right](there.md#one-heading-here) [right](#links) [right](there.md#again-1)
                [elsewhere](https://example.org/) `[code](gone.md)`
                [gone](gone.md), ![gone](gone.png) and [no such heading](there.md#again-2)
                ```
                [code](gone.md)
                # no heading
                ```
                [a heading in code](#no-heading)
                """);

        assertThat(Links.broken(file))
                .containsExactly(
                        file + " links to gone.md, which does not exist",
                        file + " links to gone.png, which does not exist",
                        file + " links to there.md#again-2, but that file has no such heading",
                        file + " links to #no-heading, but that file has no such heading");
    }
}
