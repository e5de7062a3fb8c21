package org.nestlab.internal.engine;

/** A fault, and the guest that it is put into. */
record Injected(Fault fault, Victim victim) {}
