package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.Untidy;

class AcceptedFileTests {

    private static final Accepted ACCEPTED = Accepted.of(Costs.real(), "\"retbleed\" \\ costs that", "2026-11-30");

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() {
        file = folder.resolve(AcceptedFile.usual(Subject.EXITS));
        AcceptedFile.add(file, ACCEPTED);
    }

    @Test
    void isFoundInTheCheckoutAboveAModule() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("a/checkout"));
        Path module = Files.createDirectories(checkout.resolve("module"));
        for (Path place : List.of(folder.resolve("a"), checkout, module)) {
            Files.createFile(place.resolve("pom.xml"));
        }
        Files.createDirectory(checkout.resolve(".git"));
        AcceptedFile.add(
                folder.resolve("a").resolve(AcceptedFile.usual(Subject.EXITS)),
                Accepted.of(Costs.real(), "no", "2026-11-30"));
        assertThat(AcceptedFile.near(module)).as("one above the checkout").isEmpty();

        AcceptedFile.add(
                checkout.resolve(AcceptedFile.usual(Subject.EXITS)), Accepted.of(Costs.real(), "yes", "2026-11-30"));
        assertThat(AcceptedFile.near(module).get(Vendor.AMD))
                .extracting(Accepted::reason)
                .isEqualTo("yes");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(AcceptedFile.read(file)).containsOnlyKeys(Vendor.AMD).containsValue(ACCEPTED);
    }

    /** With which the usual run is compared. */
    @Test
    void readsThatOfThisCheckout() {
        Path module = Path.of("../tests-performance");

        Map<Vendor, Accepted> own = AcceptedFile.near(module);

        assertThat(module.resolve(AcceptedFile.usual(Subject.EXITS))).isRegularFile();
        assertThat(own).containsOnlyKeys(Vendor.AMD, Vendor.INTEL);
        assertThat(own.values())
                .allSatisfy(accepted -> assertThat(accepted.figures())
                        .hasSize(24)
                        .containsKeys(CostKey.parse("L2:cpuid"), CostKey.parse("L3:window")));
    }

    @Test
    void isSortedWithAFigureALine() throws IOException {
        assertThat(Files.readString(file))
                .contains(
                        "    L2:wrmsr: {instructions: 3096, exits: 1.00}\n    L3:cpuid: {instructions: 37514, exits: 7.91}\n");
        String first = Files.readString(file);
        AcceptedFile.add(file, ACCEPTED);
        assertThat(file).hasContent(first);
    }

    @Test
    void keepsTheOtherVendorsFigures() {
        Accepted other =
                new Accepted(Vendor.INTEL, "7.3", "first", "2026-11-30", ACCEPTED.identity(), ACCEPTED.figures());

        AcceptedFile.add(file, other);

        assertThat(AcceptedFile.read(file)).containsEntry(Vendor.AMD, ACCEPTED).containsEntry(Vendor.INTEL, other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instructions: 37514 | instructions: 37515 | :5: amd is not as it was written",
                "\"retbleed | \"another | :5: amd is not as it was written",
                "instructions: 37514 | instructions: many | : instructions is 'many'; expected a whole number",
                "L3:cpuid | L4:cpuid | 'L4:cpuid' is not a valid exit",
                "version: 1 | version: 2 | :3: version is '2'; expected 1; another version of Nestlab wrote this",
                "amd: | via: | unknown key 'via'",
                "  probe: | #  probe: | amd has no probe",
                "version: 1 | '' | there is no version"
            })
    void namesWhatWasEdited(String was, String is, String message) throws IOException {
        Files.writeString(file, Files.readString(file).replace(was, is));

        assertThatThrownBy(() -> AcceptedFile.read(file))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void saysHowToMakeOneThatIsNotThere() {
        Path missing = folder.resolve("none.yaml");

        assertThatThrownBy(() -> AcceptedFile.read(missing))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("there is no file %s; `nestlab exact accept` writes one", missing);
    }

    @Test
    void acceptsNothingWithoutAReason() {
        assertThatThrownBy(() -> Accepted.of(Costs.real(), " ", "2026-11-30"))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining("is not a valid reason");
    }

    @Test
    void readsAnything() throws IOException {
        Untidy.of(Files.readString(file))
                .with("version: 1", "amd:", "figures:", "L3:cpuid: {instructions: 1, exits: 1}")
                .isReadOrRefused(LabConfigurationException.class, text -> new AcceptedReader("f.yaml").read(text));
    }
}
