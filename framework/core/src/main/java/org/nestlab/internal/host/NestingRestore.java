package org.nestlab.internal.host;

import org.nestlab.ProvisioningException;
import org.nestlab.machine.Machine;

/** Restores the nesting setup of a machine: first the file, then the module, then the lock. */
final class NestingRestore {

    private NestingRestore() {}

    static void run(Machine machine, NestingRecord before) {
        String holder = machine.run(NestingCommands.holder()).orThrow().text();
        if (!holder.equals(before.token())) {
            // Without our lock there is nothing of ours: it was put back before, or never changed.
            return;
        }
        if (before.persist()) {
            before.file()
                    .map(content -> machine.run(NestingCommands.writeFile(content)))
                    .orElseGet(() -> machine.run(NestingCommands.removeFile()))
                    .orThrow();
        }
        NestingRecord now = look(machine, before);
        if (!same(now, before)) {
            module(machine, before, now);
        }
        verify(machine, before);
        machine.run(NestingCommands.unlock()).orThrow();
    }

    private static void module(Machine machine, NestingRecord before, NestingRecord now) {
        if (before.loaded()) {
            NestingReload.run(machine, before.module(), now.loaded(), before.nested());
        } else {
            NestingReload.demand(
                    machine, "unload " + before.module(), machine.run(NestingCommands.unload(before.module())));
        }
    }

    private static void verify(Machine machine, NestingRecord before) {
        NestingRecord now = look(machine, before);
        if (!same(now, before) || (before.persist() && !now.file().equals(before.file()))) {
            throw new ProvisioningException(
                    "%s: the nesting setup was not put back: %s is %s, %s is %s. Expected: %s, and the file %s. Reload the module by hand, then remove %s"
                            .formatted(
                                    machine.label(),
                                    before.module(),
                                    words(now),
                                    NestingCommands.FILE,
                                    there(now),
                                    words(before),
                                    there(before),
                                    NestingCommands.LOCK));
        }
    }

    private static NestingRecord look(Machine machine, NestingRecord before) {
        String output =
                machine.run(NestingCommands.read(before.module())).orThrow().stdout();
        return NestingRecord.parse(before.machine(), before.token(), before.module(), before.persist(), output);
    }

    private static boolean same(NestingRecord now, NestingRecord before) {
        return now.loaded() == before.loaded() && now.parameters().equals(before.parameters());
    }

    private static String words(NestingRecord record) {
        return record.loaded() ? "loaded with " + record.parameters() : "not loaded";
    }

    private static String there(NestingRecord record) {
        return record.file().isPresent() ? "there" : "absent";
    }
}
