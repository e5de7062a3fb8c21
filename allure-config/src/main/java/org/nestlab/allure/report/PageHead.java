package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

/** How every page of ours begins: no script, no other file, no other host. */
final class PageHead {

    private PageHead() {}

    /**
     * Down to the opened {@code main}.
     *
     * @param styleSheets in order; of this package's files
     */
    static String of(String title, String... styleSheets) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .append("style-src 'unsafe-inline'; img-src data:\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                // an icon that is there: browsers ask the host for one otherwise, which has none
                .append("<link rel=\"icon\" href=\"data:,\">")
                .append("<title>")
                .append(escape(title))
                .append("</title><style>")
                .append(Resources.text("page.css"));
        for (String sheet : styleSheets) {
            html.append(Resources.text(sheet));
        }
        return html.append("</style></head>\n<body><main>").toString();
    }
}
