/**
 * One guest that runs: its domain, console, sessions, boot and health, and the guests inside it. Its caller hands it a
 * {@code GuestMover}, which takes it to another hypervisor. It must not know {@code internal.running},
 * {@code internal.migration} or {@code internal.engine}: a guest does not see the rest of its lab.
 */
@NullMarked
package org.nestlab.internal.guest;

import org.jspecify.annotations.NullMarked;
