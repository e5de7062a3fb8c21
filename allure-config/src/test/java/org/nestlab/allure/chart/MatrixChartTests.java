package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.allure.chart.MatrixChartCell.State;
import org.w3c.dom.Element;

class MatrixChartTests {

    private static Picture picture(MatrixGrid grid) {
        return Picture.of(MatrixChart.svg(grid));
    }

    @Test
    void everyStateIsAWordAndHasAMarkOfItsOwn() {
        Picture picture = picture(MatrixSamples.everyState());

        assertThat(picture.texts())
                .contains("within", "exceeded", "undecided", "failed", "not run", "passed", "left out")
                .contains("StackMatrixTests: kernel × CPU", "down: kernel; across: CPU; ratio of the worst metric");
        assertThat(picture.styled("n-t-within")).hasSize(2);
        assertThat(picture.styled("n-t-exceeded")).hasSize(1);
        assertThat(picture.styled("n-t-inconclusive")).hasSize(1);
        assertThat(picture.styled("n-t-invalid")).hasSize(1);
        assertThat(picture.styled("n-t-not-judged")).hasSize(2);
        // the one that is left out has none
        assertThat(picture.elements("path")).hasSize(7);
    }

    @Test
    void theStatesThatAMarkDoesNotTellApartHaveWordsThatDo() {
        List<String> words = Arrays.stream(State.values()).map(State::word).toList();
        assertThat(new HashSet<>(words)).hasSameSizeAs(words);
        assertThat(Arrays.stream(State.values()).map(State::sign))
                .allSatisfy(sign -> assertThat(sign).hasSize(1));
    }

    @Test
    void theWorstMetricStandsWithItsRatio() {
        Picture picture = picture(MatrixSamples.everyState());

        assertThat(picture.texts()).contains("L2/L1 0.812", "L2/L1 0.312", "L2/L1 0.470", "fio-randread-4k", ".iops");
        assertThat(picture.told())
                .contains("""
                        kernel 6.1.0-41 of the image, CPU EPYC:
                        exceeded
                        worst: fio-randread-4k.iops L2/L1 0.312, exceeded (limit 0.450)
                        2 of 3 tests passed; reads: L2/L1 fio-randread-4k.iops: worse than its threshold""")
                .contains("kernel 6.12, CPU EPYC-Rome:\nleft out\n6.12 is not tried with it");
    }

    @Test
    void theBaselineIsMarkedOnceAndInWords() {
        Picture picture = picture(MatrixSamples.everyState());

        assertThat(picture.texts()).filteredOn("baseline"::equals).hasSize(1);
        assertThat(picture.told())
                .anyMatch(it ->
                        it.startsWith("kernel 6.1.0-41 of the image, CPU host-passthrough:\nwithin, the baseline\n"));
    }

    @Test
    void theDescriptionSaysAllThatPointingTells() {
        MatrixGrid grid = MatrixSamples.everyState();
        Picture picture = picture(grid);

        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 4; column++) {
                assertThat(picture.description())
                        .contains(grid.place(row, column) + ": "
                                + String.join("; ", grid.cell(row, column).lines()));
            }
        }
    }

    @Test
    void whatHasNoRoomStandsBelowAndInsideThePicture() {
        Picture picture = picture(MatrixSamples.wide());

        assertThat(picture.texts()).contains("EPYC", "Skylake-Server", "qemu64");
        assertThat(picture.told()).contains("EPYC-Milan-v2-with-everything", "7.2 of Debian bookworm, ours");
        for (Element rect : picture.elements("rect")) {
            double right = number(rect, "x") + Double.parseDouble(rect.getAttribute("width"));
            double bottom = number(rect, "y") + Double.parseDouble(rect.getAttribute("height"));
            assertThat(right).isLessThanOrEqualTo(Svg.WIDTH);
            assertThat(bottom).isLessThanOrEqualTo(picture.height());
        }
        assertThat(picture.told()).filteredOn(it -> it.startsWith("QEMU ")).hasSize(12);
    }

    private static double number(Element element, String name) {
        String value = element.getAttribute(name);
        return value.isEmpty() ? 0 : Double.parseDouble(value);
    }

    @Test
    void aMatrixOfOneAxisIsAColumn() {
        Picture picture = picture(MatrixSamples.one());

        assertThat(picture.texts()).contains("down: kernel; ratio of the worst metric", "6.1", "6.12", "not run");
        assertThat(picture.told()).contains("kernel 6.12:\nnot run");
    }

    @Test
    void aGridHasACellForEachPlace() {
        assertThatThrownBy(() -> new MatrixGrid("t", "a", List.of("1", "2"), "b", List.of("3"), List.of()))
                .hasMessage("a grid of 2 rows and 1 columns has 0 cells; expected 2");
    }

    @Test
    void markupInALabelIsText() {
        MatrixGrid grid = new MatrixGrid(
                "</title><script>",
                "<b>",
                List.of("<i>"),
                "",
                List.of(""),
                List.of(new MatrixChartCell(State.FAILED, Optional.empty(), "<script>x</script>", false)));

        assertThat(picture(grid).svg()).doesNotContain("<script").doesNotContain("<i>");
    }
}
