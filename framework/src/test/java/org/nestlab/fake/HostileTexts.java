package org.nestlab.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that mean something to a shell, to XML, YAML, a URL or a path. As data they mean themselves. */
public final class HostileTexts {

    /** What appears in the current folder where one of them was taken for a command. */
    public static final String PROOF = "taken-for-a-command";

    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\\",
            "`touch " + PROOF + "`",
            "$(touch " + PROOF + ")",
            ";touch " + PROOF + ";",
            "&& touch " + PROOF + " #",
            "| touch " + PROOF,
            "\ntouch " + PROOF + "\n",
            ">" + PROOF,
            "${IFS}",
            "$HOME",
            "~",
            "*",
            "!",
            "-rf",
            "--",
            "=",
            "%s%n",
            "%1$s",
            " ",
            "\t",
            "\r",
            "&amp;",
            "<a/>",
            "]]>",
            "<!--",
            "<!DOCTYPE a>",
            "&#0;",
            "#cloud-config",
            ": ",
            "- ",
            "!!python/object",
            "{",
            "}",
            "..",
            "/",
            "../../etc/passwd",
            "@",
            "?",
            "é",
            "日本",
            "🙂",
            "a",
            "0");

    private HostileTexts() {}

    /** Each of them, and three hundred put together from them by a fixed seed; the same in every run. */
    public static List<String> all() {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>(PIECES);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(6); piece >= 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        return List.copyOf(texts);
    }
}
