package org.nestlab.internal.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutputTests {

    private final List<String> sent = new ArrayList<>();
    private final HeldOutput output = new HeldOutput(new OutputStream() {
        @Override
        public void write(int b) {
            sent.add(Character.toString(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            sent.add(new String(bytes, offset, length, US_ASCII));
        }

        @Override
        public void flush() {
            sent.add("|");
        }
    });

    private void packet(String text) throws IOException {
        output.write(text.getBytes(US_ASCII));
        output.flush();
    }

    @Test
    void packetsGoOutOneByOneUnlessTheyAreHeld() throws IOException {
        packet("open");
        String answer = output.together(() -> {
            packet("env ");
            packet("exec ");
            // another thread's, or one inside of another
            output.together(() -> {
                packet("eof");
                return "";
            });
            assertThat(sent).containsExactly("open", "|");
            return "accepted";
        });
        packet("close");

        assertThat(answer).isEqualTo("accepted");
        assertThat(sent).containsExactly("open", "|", "env exec eof", "|", "close", "|");
    }

    @Test
    void whatWasWrittenBeforeAFailureIsSent() {
        assertThatThrownBy(() -> output.together(() -> {
                    packet("env");
                    throw new IOException("closed");
                }))
                .hasMessage("closed");

        assertThat(sent).containsExactly("env", "|");
    }
}
