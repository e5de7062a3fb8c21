package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nestlab.Documents;

/** {@code nestlab-bom}, which projects of others import. */
class BomTests {

    private static final Pattern MANAGED = Pattern.compile(
            "<groupId>org\\.nestlab</groupId>\\s*<artifactId>(nestlab-[a-z]+)</artifactId>\\s*<version>\\$\\{project\\.version}");

    private final String parent = text("pom.xml");
    private final String bom = text("framework/bom/pom.xml");

    @Test
    void itManagesEveryArtifactForUsers() {
        List<String> artifacts = new ArrayList<>();
        for (String module : find("<module>([^<]+)</module>", parent)) {
            String pom = text(module + "/pom.xml");
            if (!module.startsWith("tests-") && !module.equals("framework/bom")) {
                artifacts.addAll(find("</parent>\\s*<artifactId>([^<]+)<", pom));
            }
        }

        assertThat(artifacts).hasSize(6);
        assertThat(matches(MANAGED, bom).map(found -> found.group(1))).containsExactlyInAnyOrderElementsOf(artifacts);
    }

    /** With it a project would take over the version of each library that the framework or a test of it uses. */
    @Test
    void itIsInstalledWithoutItsParent() {
        assertThat(bom)
                .contains("<artifactId>flatten-maven-plugin</artifactId>", "<flattenMode>bom</flattenMode>")
                .contains("<updatePomFile>true</updatePomFile>", "<goal>flatten</goal>");
    }

    private static List<String> find(String pattern, String text) {
        return matches(Pattern.compile(pattern), text)
                .map(found -> found.group(1))
                .toList();
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String text(String file) {
        try {
            return Files.readString(Documents.ROOT.resolve(Path.of(file)));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
