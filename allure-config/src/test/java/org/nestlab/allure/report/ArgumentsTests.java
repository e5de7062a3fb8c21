package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTests {

    @Test
    void theReportGoesBesideTheFirstResults() {
        Arguments arguments = Arguments.parse("/b/target/allure-results", "/c/target/allure-results");

        assertThat(arguments.results())
                .containsExactly(Path.of("/b/target/allure-results"), Path.of("/c/target/allure-results"));
        assertThat(arguments.output()).isEqualTo(Path.of("/b/target/allure-report"));
        assertThat(arguments.history()).isEmpty();
    }

    @Test
    void outputAndHistoryCanBeNamed() {
        Arguments arguments = Arguments.parse("--output", "/o/../p", "--history", "/h.jsonl", "/r");

        assertThat(arguments.output()).isEqualTo(Path.of("/p"));
        assertThat(arguments.history()).contains(Path.of("/h.jsonl"));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> Arguments.parse("--out", "x"))
                .hasMessage("--out is not known; there are --output, --history, --folder");
        assertThatThrownBy(() -> Arguments.parse("--output")).hasMessage("--output needs a path after it");
    }
}
