package org.nestlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No component of a public record may be null: its accessor is public, and what may be absent is returned as an
 * Optional. Read from the sources, because ArchUnit does not see where a type is annotated.
 */
class PublicRecordsTests {

    private static final Pattern RECORD = Pattern.compile("(?m)^public record ");

    private static final Pattern NULLABLE_COMPONENT =
            Pattern.compile("(?m)^public record \\w+(?:<[^>]*>)?\\([^{]*@Nullable[^{]*\\{");

    @Test
    void noneHasAComponentThatMayBeNull() {
        List<Path> records = MainSources.byPackage().entrySet().stream()
                .filter(entry -> !entry.getKey().contains(".internal"))
                .flatMap(entry -> entry.getValue().stream())
                .filter(file -> RECORD.matcher(MainSources.text(file)).find())
                .toList();

        assertThat(records).hasSizeGreaterThan(20);
        assertThat(records)
                .filteredOn(file ->
                        NULLABLE_COMPONENT.matcher(MainSources.text(file)).find())
                .isEmpty();
    }

    @Test
    void oneThatHasIsSeen() {
        assertThat(NULLABLE_COMPONENT
                        .matcher("public record Sample(String a, @Nullable String b) {}")
                        .find())
                .isTrue();
        assertThat(NULLABLE_COMPONENT
                        .matcher("public record Sample(String a) {\n    @Nullable String b() { return null; }\n}")
                        .find())
                .isFalse();
    }
}
