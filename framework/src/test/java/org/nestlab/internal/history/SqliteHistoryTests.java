package org.nestlab.internal.history;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.history.RunHistory;

class SqliteHistoryTests extends RunHistoryContract {

    @TempDir
    Path folder;

    @Override
    protected RunHistory open() {
        // Its folder is not there yet.
        return Histories.open(Optional.of(folder.resolve("state/history.db").toString()), folder.resolve("pending"));
    }
}
