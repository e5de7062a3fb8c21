package org.nestlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links of a Markdown document: {@code [text](target)}, pictures included, outside of code. */
final class Links {

    private static final Pattern CODE = Pattern.compile("^```.*?^```|`[^`\n]++`", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*+]\\(([^)\\s]++)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +([^\n]++)$", Pattern.MULTILINE);

    private Links() {}

    /** The targets of its links, in their order. */
    static List<String> of(String document) {
        List<String> targets = new ArrayList<>();
        for (Matcher link = LINK.matcher(CODE.matcher(document).replaceAll("")); link.find(); ) {
            targets.add(link.group(1));
        }
        return targets;
    }

    /** What is wrong with the links of a file: one sentence for each link to a file or heading that does not exist. */
    static List<String> broken(Path file) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String target : of(Files.readString(file))) {
            int hash = target.indexOf('#');
            String name = hash < 0 ? target : target.substring(0, hash);
            Path to = name.isEmpty() ? file : file.resolveSibling(name).normalize();
            if (target.startsWith("https://")) {
                continue;
            }
            if (!Files.isRegularFile(to)) {
                wrong.add("%s links to %s, which does not exist".formatted(file, target));
            } else if (hash >= 0 && !anchors(Files.readString(to)).contains(target.substring(hash + 1))) {
                wrong.add("%s links to %s, but that file has no such heading".formatted(file, target));
            }
        }
        return wrong;
    }

    /**
     * The anchors of the headings, as GitHub makes them: lower case, no punctuation, hyphens for spaces, -1 for a
     * second one.
     */
    static Set<String> anchors(String document) {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Matcher heading = HEADING.matcher(BLOCK.matcher(document).replaceAll("")); heading.find(); ) {
            String anchor = heading.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int earlier = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
        }
        return anchors;
    }
}
