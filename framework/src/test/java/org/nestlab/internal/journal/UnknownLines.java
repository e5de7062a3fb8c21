package org.nestlab.internal.journal;

import java.util.Map;

/** Lines of kinds that no resource has, as a newer version may write them. */
public final class UnknownLines {

    private UnknownLines() {}

    public static void before(Journal journal, String kind, Map<String, String> facts) {
        journal.before(kind, facts);
    }
}
