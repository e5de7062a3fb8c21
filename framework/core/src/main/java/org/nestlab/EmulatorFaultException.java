package org.nestlab;

import org.apiguardian.api.API;

/**
 * QEMU's emulation of nested virtualization broke a guest, which the state of its CPU proves. This is not the fault of
 * a test and no verdict on a kernel. On the emulated tier only. The message names the guest and the proof.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EmulatorFaultException extends ProvisioningException {

    private static final long serialVersionUID = 1;

    public EmulatorFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
