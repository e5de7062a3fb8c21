package org.nestlab.allure;

import io.qameta.allure.Allure;
import io.qameta.allure.model.Attachment;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.nestlab.spi.Secrets;

/** Writes texts to the results folder, after removing secrets. */
final class Attachments {

    private static final Map<String, String> EXTENSIONS = Map.of(
            "text/plain", ".txt",
            "text/csv", ".csv",
            "text/xml", ".xml",
            "application/xml", ".xml",
            "application/json", ".json",
            "image/svg+xml", ".svg",
            "text/html", ".html");

    private Attachments() {}

    static Attachment write(String name, String mediaType, String content) {
        String source = UUID.randomUUID() + "-attachment" + EXTENSIONS.getOrDefault(mediaType, "");
        byte[] bytes = Secrets.removedFrom(content).getBytes(StandardCharsets.UTF_8);
        Allure.getLifecycle().writeAttachment(source, new ByteArrayInputStream(bytes));
        return new Attachment().setName(name).setType(mediaType).setSource(source);
    }
}
