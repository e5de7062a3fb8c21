package org.nestlab.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A staging folder with a parent and one module, complete, in which a test then breaks something. */
record StagedModules(Path root) {

    static final String VERSION = "1.2.3";

    private static final Map<String, String> LEGAL =
            Map.of("META-INF/LICENSE", "Apache License\nVersion 2.0\n", "META-INF/NOTICE", "Nestlab\n");

    static StagedModules complete(Path root) throws IOException {
        StagedModules staged = new StagedModules(root);
        staged.pom("nestlab-parent", """
                <project>
                  <groupId>org.nestlab</groupId>
                  <artifactId>nestlab-parent</artifactId>
                  <version>1.2.3</version>
                  <name>Parent</name>
                  <description>Of all</description>
                  <url>${nestlab.url}</url>
                  <licenses><license><name>Apache-2.0</name><url>https://example.org/licence</url></license></licenses>
                  <developers><developer><name>The authors</name></developer></developers>
                  <scm>
                    <url>${nestlab.url}</url>
                    <connection>scm:git:${nestlab.url}.git</connection>
                    <developerConnection>scm:git:${nestlab.url}.git</developerConnection>
                  </scm>
                  <properties><nestlab.url>https://example.org/nestlab</nestlab.url></properties>
                </project>
                """);
        staged.add("nestlab-parent", "-cyclonedx.json", "{}".getBytes(StandardCharsets.UTF_8));
        staged.pom("nestlab-core", """
                <project>
                  <parent>
                    <groupId>org.nestlab</groupId>
                    <artifactId>nestlab-parent</artifactId>
                    <version>1.2.3</version>
                  </parent>
                  <artifactId>nestlab-core</artifactId>
                  <name>Core</name>
                  <description>The core</description>
                </project>
                """);
        staged.add("nestlab-core", "-cyclonedx.json", "{}".getBytes(StandardCharsets.UTF_8));
        staged.jar("nestlab-core", ".jar", Map.of("org/nestlab/Lab.class", "", "allure.properties", ""));
        staged.jar("nestlab-core", "-sources.jar", Map.of("org/nestlab/Lab.java", ""));
        staged.jar("nestlab-core", "-javadoc.jar", Map.of("index.html", "", "script-dir/jquery.min.js", ""));
        return staged;
    }

    List<String> faults(String artifact, String packaging) throws IOException {
        return ReleaseCheck.faults(root, "org.nestlab", artifact, VERSION, packaging, StagedModules::signed);
    }

    /** A signature of a test is the file's own SHA-1. */
    private static boolean signed(Path file, Path signature) throws IOException {
        return Files.readString(signature).equals(digest("SHA-1", Files.readAllBytes(file)));
    }

    Path file(String artifact, String ending) {
        return root.resolve("org/nestlab")
                .resolve(artifact)
                .resolve(VERSION)
                .resolve(artifact + "-" + VERSION + ending);
    }

    void pom(String artifact, String text) throws IOException {
        add(artifact, ".pom", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The POM as it was staged, with one text in the place of another. */
    void editPom(String artifact, String old, String text) throws IOException {
        String before = Files.readString(file(artifact, ".pom"));
        if (!before.contains(old)) {
            throw new IllegalArgumentException("the POM has no '%s': %s".formatted(old, before));
        }
        pom(artifact, before.replace(old, text));
    }

    void jar(String artifact, String ending, Map<String, String> entries) throws IOException {
        jarAlone(artifact, ending, LEGAL, entries);
    }

    /** A jar of these entries, without a licence unless it is among them. */
    @SafeVarargs
    final void jarAlone(String artifact, String ending, Map<String, String>... parts) throws IOException {
        Path file = file(artifact, ending);
        Files.createDirectories(file.resolveSibling(""));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map<String, String> entries : parts) {
                for (Map.Entry<String, String> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        derive(file);
    }

    private void add(String artifact, String ending, byte[] content) throws IOException {
        Path file = file(artifact, ending);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, content);
        derive(file);
    }

    /** Checksums and signature. */
    private static void derive(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.writeString(file.resolveSibling(file.getFileName() + ".md5"), digest("MD5", content));
        Files.writeString(file.resolveSibling(file.getFileName() + ".sha1"), digest("SHA-1", content));
        Files.writeString(file.resolveSibling(file.getFileName() + ".asc"), digest("SHA-1", content));
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
