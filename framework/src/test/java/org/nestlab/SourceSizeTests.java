package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that grows has got a second subject: it is cut where a reader expects the second one. */
class SourceSizeTests {

    @Test
    void noFileHasMoreThan300Lines() {
        List<Path> files = MainSources.files();

        assertThat(files).hasSizeGreaterThan(700);
        assertThat(files)
                .filteredOn(file -> MainSources.text(file).lines().count() > 300)
                .isEmpty();
    }

    @Test
    void halfOfThemHaveFewerThan70() {
        List<Long> lines = MainSources.files().stream()
                .map(file -> MainSources.text(file).lines().count())
                .sorted()
                .toList();

        assertThat(lines.get(lines.size() / 2)).isLessThan(70);
    }
}
