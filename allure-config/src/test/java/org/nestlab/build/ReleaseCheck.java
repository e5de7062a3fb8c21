package org.nestlab.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Whether what the profile {@code release} staged for a module is complete, by what Maven Central asks for (its page
 * "Requirements") and what Nestlab asks of its own jars. The profile runs this file by itself, as
 * {@code java ReleaseCheck.java STAGING GROUP ARTIFACT VERSION PACKAGING}: it uses the JDK alone, and is one file.
 */
final class ReleaseCheck {

    /** Whether a signature is one of the file, by a key that the user knows. */
    @FunctionalInterface
    interface Signatures {
        boolean areGood(Path file, Path signature) throws IOException;
    }

    private static final List<String> NEEDED = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/url",
            "scm/connection",
            "scm/developerConnection");
    private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");
    private static final Map<String, String> LEGAL =
            Map.of("META-INF/LICENSE", "Apache License", "META-INF/NOTICE", "Nestlab");
    private static final Pattern DERIVED = Pattern.compile(".*\\.(?:asc|md5|sha1|sha256|sha512)");
    private static final Pattern OWN = Pattern.compile("(?:org/|org/nestlab/.*|META-INF/.*|allure\\.properties)");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]++)}");

    private final Path staging;
    private final Signatures signatures;
    private final List<String> faults = new ArrayList<>();

    private ReleaseCheck(Path staging, Signatures signatures) {
        this.staging = staging;
        this.signatures = signatures;
    }

    /** Ends with 1 where something is wrong, which it prints, a line for each fault. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            throw new IllegalArgumentException("expected STAGING GROUP ARTIFACT VERSION PACKAGING");
        }
        List<String> faults = faults(
                Path.of(arguments[0]), arguments[1], arguments[2], arguments[3], arguments[4], ReleaseCheck::gpg);
        faults.forEach(System.out::println);
        System.out.printf("%s %s: %s%n", arguments[2], arguments[3], faults.isEmpty() ? "complete" : "not complete");
        if (!faults.isEmpty()) {
            System.exit(1);
        }
    }

    /**
     * One sentence for each fault of a staged module.
     *
     * @param staging a Maven repository, with the module's parent in it
     * @param packaging {@code jar} or {@code pom}
     * @throws IOException if a file cannot be read
     */
    static List<String> faults(
            Path staging, String group, String artifact, String version, String packaging, Signatures signatures)
            throws IOException {
        ReleaseCheck check = new ReleaseCheck(staging, signatures);
        check.module(group, artifact, version, packaging);
        return check.faults;
    }

    private void module(String group, String artifact, String version, String packaging) throws IOException {
        Path folder = folder(group, artifact, version);
        String start = artifact + "-" + version;
        if (version.endsWith("-SNAPSHOT")) {
            faults.add("%s is not a version to release; expected one without -SNAPSHOT".formatted(version));
        }
        List<String> wanted = new ArrayList<>(List.of(start + ".pom", start + "-cyclonedx.json"));
        if (packaging.equals("jar")) {
            wanted.addAll(List.of(start + ".jar", start + "-sources.jar", start + "-javadoc.jar"));
        }
        for (String name : wanted) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                faults.add("%s is missing in %s".formatted(name, folder));
            }
        }
        for (Path file : files(folder)) {
            checksums(file);
            if (!DERIVED.matcher(file.toString()).matches()) {
                signature(file);
                if (file.toString().endsWith(".jar")) {
                    jar(file);
                } else if (file.toString().endsWith(".pom")) {
                    pom(file);
                }
            }
        }
    }

    private Path folder(String group, String artifact, String version) {
        return staging.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Those that are there are right; a file that is not derived from another one has both. */
    private void checksums(Path file) throws IOException {
        for (Map.Entry<String, String> kind : CHECKSUMS.entrySet()) {
            Path sum = file.resolveSibling(file.getFileName() + kind.getKey());
            if (Files.isRegularFile(sum)) {
                String said = Files.readString(sum, StandardCharsets.US_ASCII).strip();
                if (!said.equals(digest(file, kind.getValue()))) {
                    faults.add("%s is not the checksum of its file".formatted(sum.getFileName()));
                }
            } else if (!DERIVED.matcher(file.toString()).matches()) {
                faults.add("%s has no checksum %s".formatted(file.getFileName(), kind.getKey()));
            }
        }
    }

    private static String digest(Path file, String algorithm) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private void signature(Path file) throws IOException {
        Path signature = file.resolveSibling(file.getFileName() + ".asc");
        if (!Files.isRegularFile(signature)) {
            faults.add("%s has no signature (.asc)".formatted(file.getFileName()));
        } else if (!signatures.areGood(file, signature)) {
            faults.add("%s is not a good signature of its file".formatted(signature.getFileName()));
        }
    }

    /** It holds its licence, and but for the pages of javadoc, whose scripts come from the JDK, nothing of others. */
    private void jar(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            for (Map.Entry<String, String> text : LEGAL.entrySet()) {
                ZipEntry entry = jar.getEntry(text.getKey());
                if (entry == null || !read(jar, entry).contains(text.getValue())) {
                    faults.add("%s has no %s of Nestlab".formatted(file.getFileName(), text.getKey()));
                }
            }
            if (!file.toString().endsWith("-javadoc.jar")) {
                jar.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> !OWN.matcher(name).matches())
                        .sorted()
                        .forEach(name -> faults.add(
                                "%s holds %s, which NOTICE does not name".formatted(file.getFileName(), name)));
            }
        }
    }

    private static String read(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What Maven Central shows is there, in the POM or in its parent, and no element names a development version. */
    private void pom(Path file) throws IOException {
        List<Element> line = new ArrayList<>();
        for (Optional<Path> next = Optional.of(file); next.isPresent(); next = parent(line.get(line.size() - 1))) {
            line.add(parse(next.get()));
        }
        Map<String, String> properties = properties(line);
        for (String path : NEEDED) {
            String value = line.stream()
                    .flatMap(project -> text(project, path).stream())
                    .findFirst()
                    .map(text -> PROPERTY.matcher(text)
                            .replaceAll(name ->
                                    Matcher.quoteReplacement(properties.getOrDefault(name.group(1), name.group()))))
                    .orElse("");
            if (value.isBlank() || value.contains("${")) {
                faults.add("%s has no value for %s: '%s'".formatted(file.getFileName(), path, value));
            }
        }
        snapshots(file, line.get(0));
    }

    private Optional<Path> parent(Element project) {
        return text(project, "parent/artifactId").map(artifact -> {
            String version = text(project, "parent/version").orElse("");
            return folder(text(project, "parent/groupId").orElse(""), artifact, version)
                    .resolve(artifact + "-" + version + ".pom");
        });
    }

    /** Of a project and its parents; the nearest one decides. */
    private static Map<String, String> properties(List<Element> line) {
        Map<String, String> properties = new HashMap<>();
        for (Element project : line) {
            for (Element all : children(project, "properties")) {
                for (Element property : children(all, "*")) {
                    properties.putIfAbsent(
                            property.getTagName(), property.getTextContent().strip());
                }
            }
        }
        text(line.get(0), "artifactId").ifPresent(name -> properties.put("project.artifactId", name));
        return properties;
    }

    private void snapshots(Path file, Element element) {
        for (Element child : children(element, "*")) {
            snapshots(file, child);
            if (children(child, "*").isEmpty() && child.getTextContent().strip().endsWith("-SNAPSHOT")) {
                faults.add("%s names the development version %s in <%s>"
                        .formatted(file.getFileName(), child.getTextContent().strip(), child.getTagName()));
            }
        }
    }

    private static Element parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is not XML", e);
        }
    }

    private static Optional<String> text(Element element, String path) {
        String[] names = path.split("/", 2);
        return children(element, names[0]).stream()
                .findFirst()
                .flatMap(child ->
                        names.length == 1 ? Optional.of(child.getTextContent().strip()) : text(child, names[1]));
    }

    private static List<Element> children(Element element, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && (name.equals("*") || child.getTagName().equals(name))) {
                found.add(child);
            }
        }
        return found;
    }

    private static boolean gpg(Path file, Path signature) throws IOException {
        Process gpg = new ProcessBuilder("gpg", "--batch", "--verify", signature.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return gpg.waitFor(1, TimeUnit.MINUTES) && gpg.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            gpg.destroyForcibly();
        }
    }
}
