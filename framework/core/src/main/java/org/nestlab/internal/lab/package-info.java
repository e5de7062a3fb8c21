/**
 * What a running lab is to everyone else: the engine that brings one up, what it hands out, and who is told. Nothing
 * here knows libvirt, guests or a host.
 */
@NullMarked
package org.nestlab.internal.lab;

import org.jspecify.annotations.NullMarked;
