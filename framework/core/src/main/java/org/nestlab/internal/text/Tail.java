package org.nestlab.internal.text;

import java.util.List;

/**
 * The end of a text that is too long to be shown whole: what went wrong stands at the end of what a program printed.
 */
public final class Tail {

    private Tail() {}

    /** The last characters of a text without the blanks around it, {@code …} before them where some are left out. */
    public static String of(String text, int characters) {
        String whole = text.strip();
        return whole.length() <= characters ? whole : "… " + whole.substring(whole.length() - characters);
    }

    /** The same of what a program printed; {@code (nothing)} where it is blank. */
    public static String ofOutput(String text, int characters) {
        return text.isBlank() ? "(nothing)" : of(text, characters);
    }

    /** The last elements of a list. */
    public static <T> List<T> of(List<T> all, int most) {
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }
}
