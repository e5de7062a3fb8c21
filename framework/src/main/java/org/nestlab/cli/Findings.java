package org.nestlab.cli;

import org.nestlab.internal.host.HostFacts;

/**
 * Everything the doctor judges.
 *
 * @param tier what {@code nestlab.tier} asks for: auto, kvm or emulated
 */
record Findings(HostFacts host, Runner runner, Connection connection, ImageCache images, String tier) {}
