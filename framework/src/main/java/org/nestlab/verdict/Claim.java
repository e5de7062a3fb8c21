package org.nestlab.verdict;

/**
 * One of the claims that are judged together.
 *
 * @param metric its name, for messages
 * @param evidence all pairs so far
 * @param threshold what must hold
 */
public record Claim(String metric, Evidence evidence, Threshold threshold) {}
