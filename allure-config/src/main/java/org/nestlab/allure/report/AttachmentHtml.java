package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.nestlab.allure.report.Results.Attachment;

/** An attachment inside the page: text is folded, pictures are shown. */
final class AttachmentHtml {

    /** Bytes shown of one attachment. The end of a console says more than its beginning. */
    static final int SHOWN = 256 << 10;

    private AttachmentHtml() {}

    static String of(Attachment attachment) {
        String name = escape(attachment.name().isBlank() ? "attachment" : attachment.name());
        try {
            return attachment.mediaType().startsWith("image/") ? picture(attachment, name) : text(attachment, name);
        } catch (IOException e) {
            return "<p>%s: not readable: %s</p>".formatted(name, escape(e.toString()));
        }
    }

    /** As the data of an img element, where a script in an SVG does not run. */
    private static String picture(Attachment attachment, String name) throws IOException {
        String data = Base64.getEncoder().encodeToString(Files.readAllBytes(attachment.file()));
        return "<figure><img alt=\"%s\" src=\"data:%s;base64,%s\"><figcaption>%s</figcaption></figure>"
                .formatted(name, escape(attachment.mediaType()), data, name);
    }

    private static String text(Attachment attachment, String name) throws IOException {
        long size = Files.size(attachment.file());
        byte[] tail = new byte[(int) Math.min(size, SHOWN)];
        try (RandomAccessFile file = new RandomAccessFile(attachment.file().toFile(), "r")) {
            file.seek(size - tail.length);
            file.readFully(tail);
        }
        String cut = size > SHOWN
                ? "<p>The last %d KiB; all of it is in <code>%s</code></p>"
                        .formatted(SHOWN >> 10, escape(attachment.file().toString()))
                : "";
        return "<details><summary>%s <small>%s</small></summary>%s<pre>%s</pre></details>"
                .formatted(name, size(size), cut, escape(new String(tail, StandardCharsets.UTF_8)));
    }

    private static String size(long bytes) {
        return bytes < 1 << 10 ? bytes + " bytes" : (bytes >> 10) + " KiB";
    }
}
