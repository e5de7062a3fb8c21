package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** CHANGELOG.md has the form of Keep a Changelog, and a section for the version that the POM releases. */
class ChangelogTests {

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>nestlab-parent</artifactId>\\s*+<version>([^<]++)</version>");

    @Test
    void ofThisRepository() throws IOException {
        String changelog = Files.readString(Documents.ROOT.resolve("CHANGELOG.md"));

        assertThat(Changelog.faults(changelog)).isEmpty();
        assertThat(changelog.lines().filter(line -> line.startsWith("- "))).hasSizeGreaterThan(20);
    }

    @Test
    void aReleaseHasASection() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Documents.ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        String changelog = Files.readString(Documents.ROOT.resolve("CHANGELOG.md"));

        assertThat(version.group(1)).matches(it -> it.endsWith("-SNAPSHOT") || Changelog.hasRelease(changelog, it));
        assertThat(Changelog.hasRelease("## [0.2.0] - 2026-12-01", "0.2.0")).isTrue();
        assertThat(Changelog.hasRelease("## [0.2.0] - 2026-12-01", "0.2")).isFalse();
    }

    @Test
    void faultsAreFound() {
        assertThat(Changelog.faults("""
                        # Changelog

                        ## 0.3.0 (unreleased)

                        - An entry.

                        ## [Unreleased]

                        ### Added
                        - Another.

                        ## [0.2.0] - 2026-12-01

                        ### Improved

                        ## [0.10.0] - 2026-11-01
                        ## [0.1.0] - 2026-13-01
                        """))
                .containsExactly(
                        "the first section is not Unreleased",
                        "not a release, expected '## [1.2.3] - 2026-12-01': ## 0.3.0 (unreleased)",
                        "an entry without a kind of change above it: - An entry.",
                        "Unreleased is not the first section",
                        "not a kind of change, expected one of Added, Changed, …: ### Improved",
                        "not older than the release above it: ## [0.10.0] - 2026-11-01",
                        "not a release, expected '## [1.2.3] - 2026-12-01': ## [0.1.0] - 2026-13-01");
        assertThat(Changelog.faults("")).containsExactly("there is no section");
        assertThat(Changelog.faults("## [Unreleased]\n## [0.2.0] - 2026-12-01\n## [0.1.9] - 2026-11-30\n"))
                .isEmpty();
    }
}
