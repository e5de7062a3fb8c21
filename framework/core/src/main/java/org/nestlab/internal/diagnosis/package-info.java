/**
 * Which layer of a lab died: evidence of each level, asked for within deadlines, and a judge that prefers
 * {@code unknown} to a guess. It must not know {@code internal.guest} or {@code internal.libvirt}: a
 * {@code GuestInspector} hands it the evidence.
 */
@NullMarked
package org.nestlab.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
