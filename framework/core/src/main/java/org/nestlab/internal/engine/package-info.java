/**
 * Brings a lab up and holds it until its end: preparation, provisioning, another start where one broke, and what
 * happens when the process is asked to end. Callers use {@code LabEngine}. It must not know {@code internal.junit},
 * {@code internal.pool} or {@code internal.experiment}.
 */
@NullMarked
package org.nestlab.internal.engine;

import org.jspecify.annotations.NullMarked;
