/**
 * The tests of a project divided among several runs: which shard has which lab, what each shard wrote down, and the
 * proof that all of them together ran every test once. It must not know {@code org.junit}, {@code internal.settings} or
 * {@code internal.lab}.
 */
@NullMarked
package org.nestlab.internal.shard;

import org.jspecify.annotations.NullMarked;
