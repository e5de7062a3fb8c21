package org.nestlab.internal.libvirt;

import java.util.Optional;
import java.util.Set;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** What libvirt said when it refused, kept as the cause of the exception that says what was being done. */
public final class LibvirtFailure extends Exception {

    private static final long serialVersionUID = 1;

    private static final Set<ErrorNumber> NOT_FOUND = Set.of(
            ErrorNumber.VIR_ERR_NO_DOMAIN,
            ErrorNumber.VIR_ERR_NO_NETWORK,
            ErrorNumber.VIR_ERR_NO_STORAGE_POOL,
            ErrorNumber.VIR_ERR_NO_STORAGE_VOL);

    private final ErrorNumber code;

    LibvirtFailure(LibvirtException e) {
        super(e.getMessage(), e);
        code = e.getError().getCode();
    }

    LibvirtFailure(ErrorNumber code, String message) {
        super(message);
        this.code = code;
    }

    /** Libvirt's name for the error, for example {@code VIR_ERR_NO_DOMAIN}. */
    public String codeName() {
        return code.name();
    }

    /** Whether what was asked for does not exist. */
    public boolean notFound() {
        return NOT_FOUND.contains(code);
    }

    /** Whether the driver has no such function. */
    public boolean unsupported() {
        return code == ErrorNumber.VIR_ERR_NO_SUPPORT;
    }

    /** Libvirt's part in a failure, empty where libvirt had none. */
    public static Optional<LibvirtFailure> in(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof LibvirtFailure found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
