package org.nestlab.verdict;

import org.apiguardian.api.API;

/**
 * One of the claims that are judged together.
 *
 * @param metric its name, for messages
 * @param evidence all pairs so far
 * @param threshold what must hold
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Claim(String metric, Evidence evidence, Threshold threshold) {}
