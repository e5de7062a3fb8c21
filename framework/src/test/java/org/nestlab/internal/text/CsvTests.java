package org.nestlab.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {"IOPS|IOPS", "a,b|\"a,b\"", "12\"|\"12\"\"\"", "'x'|'x'"})
    void aFieldIsQuotedWhereItHasTo(String field, String written) {
        assertThat(Csv.row(List.of(field))).isEqualTo(written + "\n");
    }

    @Test
    void fieldsArePartedByCommasAndLinesWithinThemStay() {
        assertThat(Csv.row(List.of("a", "", "b\nc", "d\re"))).isEqualTo("a,,\"b\nc\",\"d\re\"\n");
    }
}
