package org.nestlab.allure.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTests {

    @Test
    void whatXmlHasNoPlaceForIsShownAndNotWritten() {
        assertThat(Markup.escape("a\uFFFEb\uFFFFc\u0000d\ud800e")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    }

    @Test
    void markupIsText() {
        assertThat(Markup.escape("</title><script>alert('1')</script> & \"x\""))
                .isEqualTo("&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;");
    }
}
