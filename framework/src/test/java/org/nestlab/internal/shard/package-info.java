/** Tests of the division of tests among shards. */
@NullMarked
package org.nestlab.internal.shard;

import org.jspecify.annotations.NullMarked;
