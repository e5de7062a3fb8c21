package org.nestlab.internal.shard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JUnit's unique ids as text, for example {@code [engine:junit-jupiter]/[class:org.example.A]/[method:works()]}. */
final class TestIds {

    /** An invocation of a class template exists only in a run: the discovery has its class and its methods. */
    private static final Pattern INVOCATION = Pattern.compile("/\\[class-template-invocation:[^\\]]*+\\]");

    // [method:works()]
    private static final Pattern SEGMENT = Pattern.compile("\\[[^:\\]]++:([^\\]]*+)\\]");

    private TestIds() {}

    /** The id that the discovery has for what a run executed, or for what is around it. */
    static String discovered(String executed) {
        return INVOCATION.matcher(executed).replaceAll("");
    }

    /** Whether one id is around another one; an id is not around itself. */
    static boolean isAround(String outer, String inner) {
        return inner.startsWith(outer + "/");
    }

    /** The id of the outermost class: the engine's segment and one more. */
    static String unit(String id) {
        return SEGMENT.matcher(id)
                .results()
                .skip(1)
                .findFirst()
                .map(unit -> id.substring(0, unit.end()))
                .orElse(id);
    }

    /** For people: {@code org.example.A > works()}. */
    static String readable(String id) {
        List<String> names = Arrays.stream(id.split("/\\[", -1))
                .map(part -> part.startsWith("[") ? part : "[" + part)
                .map(TestIds::name)
                .toList();
        return names.size() == 1 ? names.get(0) : names.stream().skip(1).collect(Collectors.joining(" > "));
    }

    private static String name(String segment) {
        Matcher matcher = SEGMENT.matcher(segment);
        if (!matcher.matches()) {
            return segment;
        }
        try {
            return URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return matcher.group(1);
        }
    }
}
