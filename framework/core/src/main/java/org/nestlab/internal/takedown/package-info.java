/**
 * What removes things from a host: by a lab's journal, or by the marks of what has lost its journal. Nothing else in
 * the framework destroys a domain, a network, a pool or a folder of a lab on a host, so that these files are the ones
 * to review for safety: each thing has to carry the mark of the lab that is removed. This package takes a site and a
 * journal, and must not know how a lab is planned, brought up, examined or measured.
 */
@NullMarked
package org.nestlab.internal.takedown;

import org.jspecify.annotations.NullMarked;
