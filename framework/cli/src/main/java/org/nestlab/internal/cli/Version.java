package org.nestlab.internal.cli;

import picocli.CommandLine.IVersionProvider;

/** Prints for {@code nestlab --version} the release of Nestlab and the Java that runs it; a bug report needs both. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"nestlab %s (Java %s)".formatted(Release.nestlab(), Runtime.version())};
    }
}
