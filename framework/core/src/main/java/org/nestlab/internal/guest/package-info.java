/**
 * One guest that runs: its domain, console, sessions, boot and health, and the guests inside it. A guest must not know
 * the rest of its lab; what takes it to another hypervisor is handed in ({@code GuestMover}).
 */
@NullMarked
package org.nestlab.internal.guest;

import org.jspecify.annotations.NullMarked;
