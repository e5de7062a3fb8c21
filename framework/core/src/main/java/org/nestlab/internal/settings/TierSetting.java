package org.nestlab.internal.settings;

/** What {@code nestlab.tier} may ask for. */
public enum TierSetting {
    AUTO,
    KVM,
    EMULATED
}
