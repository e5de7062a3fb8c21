package org.nestlab.internal.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.nestlab.HostNotCapableException;

/** The functions of libvirt.so that libvirt-java does not bind; each returns -1 or null on failure. */
interface VirtLibrary extends Library {

    /**
     * Errors become exceptions; without a callback libvirt would write each to stderr as well. Held for good: libvirt
     * keeps it.
     */
    VirErrorCallback SILENCE = (userData, error) -> {};

    @Nullable
    DomainPointer virDomainLookupByUUIDString(ConnectionPointer connection, String uuid);

    int virDomainFree(DomainPointer domain);

    int virDomainGetState(DomainPointer domain, IntByReference state, IntByReference reason, int flags);

    /** {@code parameters} is an array of virTypedParameter, {@code disk} the target as the definition calls it. */
    int virDomainSetBlockIoTune(DomainPointer domain, String disk, Pointer parameters, int count, int flags);

    /** {@code domains} ends with null; the records are freed by {@link #virDomainStatsRecordListFree}. */
    int virDomainListGetStats(@Nullable DomainPointer[] domains, int stats, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    /** With no {@code stats} and 0 in {@code count} it tells how many there are; cell -1 is the whole machine. */
    int virNodeGetMemoryStats(
            ConnectionPointer connection, int cell, @Nullable Pointer stats, IntByReference count, int flags);

    /** C's {@code LC_MESSAGES}, on Linux. */
    int LC_MESSAGES = 5;

    /**
     * Libvirt and the C library translate what they say, and Java has told them the user's language. Some of it is read
     * here, and all of it stands in English sentences.
     */
    private static void speakEnglish() {
        NativeLibrary.getProcess().getFunction("setlocale").invokePointer(new Object[] {LC_MESSAGES, "C"});
    }

    /**
     * Loads libvirt's library.
     *
     * @param name without prefix and suffix: {@code virt} for libvirt.so
     * @throws HostNotCapableException if it is not there
     */
    static VirtLibrary load(String name, String label) {
        try {
            VirtLibrary library = Native.load(name, VirtLibrary.class, Map.of(OPTION_STRING_ENCODING, "UTF-8"));
            speakEnglish();
            Connect.setErrorCallback(SILENCE);
            return library;
        } catch (LinkageError e) {
            throw new HostNotCapableException(
                    "%s: lib%s.so cannot be loaded on this machine, so libvirt cannot be asked for anything. Install it: mvn verify -Psetup, or nestlab setup"
                            .formatted(label, name),
                    e);
        } catch (LibvirtException e) {
            throw new IllegalStateException("setting libvirt's error callback failed", e);
        }
    }
}
