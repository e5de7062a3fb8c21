package org.nestlab.internal.snapshot;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nestlab.fake.LocalShellBase;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.machine.Command;

/** A guest whose agent answers each line at once; an empty answer ends it. */
final class AgentConversation extends LocalShellBase {

    final List<String> asked = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder answers = new StringBuilder("ready\n");
    private final UnaryOperator<String> script;

    AgentConversation(UnaryOperator<String> script) {
        super("L2 guest");
        this.script = script;
    }

    @Override
    public Duplex open(Command command) {
        return new Duplex() {
            @Override
            public InputStream input() {
                return new Answers();
            }

            @Override
            public OutputStream output() {
                return new Questions();
            }

            @Override
            public void close() {}
        };
    }

    private final class Answers extends InputStream {
        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int start, int length) {
            synchronized (answers) {
                if (answers.length() == 0) {
                    return -1;
                }
                byte[] bytes = answers.toString().getBytes(StandardCharsets.UTF_8);
                int count = Math.min(length, bytes.length);
                System.arraycopy(bytes, 0, into, start, count);
                answers.delete(0, count);
                return count;
            }
        }
    }

    private final class Questions extends OutputStream {
        @Override
        public void write(int b) {
            if (b != '\n') {
                line.append((char) b);
                return;
            }
            String question = line.toString();
            line.setLength(0);
            asked.add(question);
            String answer = script.apply(question);
            synchronized (answers) {
                answers.append(answer).append(answer.isEmpty() ? "" : "\n");
            }
        }
    }
}
