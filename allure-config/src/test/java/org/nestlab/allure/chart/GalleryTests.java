package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GalleryTests {

    @Test
    void everyPictureIsWellMadeAndSmall() {
        assertThat(Gallery.pictures()).hasSizeGreaterThan(10).allSatisfy((name, svg) -> {
            Picture.of(svg);
            assertThat(svg.length()).as(name).isLessThan(100_000);
        });
    }

    @Test
    void aPictureIsTheSameAtEachCall() {
        assertThat(Gallery.pictures()).isEqualTo(Gallery.pictures());
    }
}
