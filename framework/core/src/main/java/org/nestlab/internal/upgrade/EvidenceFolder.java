package org.nestlab.internal.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.file.WholeFile;
import org.nestlab.internal.history.json.Mapping;

/** Evidence of hosts, a file of JSON for each name. */
public final class EvidenceFolder {

    private static final int VERSION = 1;
    private static final String SUFFIX = ".json";
    private static final JsonMapper JSON = Mapping.mapper();

    private final Path folder;

    /** @param folder is made when something is written */
    public EvidenceFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The file of a name, which need not be there.
     *
     * @throws LabConfigurationException if the name is none
     */
    public Path file(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid name of evidence; expected 1 to 80 letters, digits, dots, underscores or dashes, like before-6.12"
                            .formatted(name));
        }
        return folder.resolve(name + SUFFIX);
    }

    /**
     * What is kept under a name.
     *
     * @throws LabConfigurationException if nothing is, or the file is damaged or of another version
     */
    public HostEvidence read(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            List<String> names = names();
            throw new LabConfigurationException("no evidence is called '%s': %s"
                    .formatted(
                            name,
                            names.isEmpty()
                                    ? "`nestlab host record %s` on the kernel that is in use makes it".formatted(name)
                                    : "there is " + String.join(", ", names)));
        }
        try {
            return parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new LabConfigurationException(
                    "%s cannot be used: %s; record again under another name, on the kernel that it was of"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * Writes what is to be kept under a name, in place of what is there.
     *
     * @throws ProvisioningException if it cannot be written; what was there is there still
     */
    public void write(String name, HostEvidence evidence) {
        Path file = file(name);
        try {
            WholeFile.write(file, format(evidence));
        } catch (IOException e) {
            throw new ProvisioningException("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    /**
     * Makes the folder, and looks whether a file can be written there: before an hour is spent on what cannot be kept.
     *
     * @throws ProvisioningException if not
     */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "can-be-written-", ".unfinished"));
        } catch (IOException e) {
            throw new ProvisioningException("nothing can be kept in %s: %s".formatted(folder, e), e);
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ProvisioningException("%s cannot be read: %s".formatted(folder, e), e);
        }
    }

    static String format(HostEvidence evidence) {
        ObjectNode document = JSON.createObjectNode().put("version", VERSION);
        document.set("evidence", JSON.valueToTree(evidence));
        return document.toPrettyString() + "\n";
    }

    /**
     * Reads {@code {"version":1,"evidence":{…}}}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static HostEvidence parse(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            JsonNode version = document.path("version");
            if (!version.isInt()) {
                throw new IllegalArgumentException("it is damaged, or no evidence of a host: it has no version");
            }
            if (version.intValue() != VERSION) {
                throw new IllegalArgumentException("it is of version %d, and this Nestlab knows version %d"
                        .formatted(version.intValue(), VERSION));
            }
            if (!document.path("evidence").isObject()) {
                throw new IllegalArgumentException("it is damaged: there is no evidence in it");
            }
            return JSON.treeToValue(document.path("evidence"), HostEvidence.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is damaged: " + e.getOriginalMessage(), e);
        } catch (NullPointerException e) {
            throw new IllegalArgumentException("it is damaged: a field is null that must not be", e);
        }
    }
}
