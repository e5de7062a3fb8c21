/**
 * Brings a lab up and holds it until its end: preparation, provisioning, another start where one broke, and what
 * happens when the process is asked to end. Whoever wants a lab asks {@code LabEngine} and must not know this package.
 */
@NullMarked
package org.nestlab.internal.engine;

import org.jspecify.annotations.NullMarked;
