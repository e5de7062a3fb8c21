package org.nestlab.allure.report;

import static org.nestlab.allure.report.Html.escape;

/** The head of every page of this report: no script, no other file, no other host. */
final class PageHead {

    private PageHead() {}

    /**
     * The page up to and including the start tag of {@code main}.
     *
     * @param styleSheets in order; files of this package
     */
    static String of(String title, String... styleSheets) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .append("style-src 'unsafe-inline'; img-src data:\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                // an icon in the page itself: otherwise browsers ask the host for one
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
