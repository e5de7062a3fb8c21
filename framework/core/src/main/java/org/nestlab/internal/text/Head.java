package org.nestlab.internal.text;

/** The beginning of a text that is too long to be shown whole. */
public final class Head {

    private Head() {}

    /** At most so many characters of a text; the last one is {@code …} if some are left out. */
    public static String of(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
