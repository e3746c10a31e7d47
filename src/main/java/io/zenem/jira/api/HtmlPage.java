package io.zenem.jira.api;

/** A page of one sentence, for the one request that a person's browser makes without any page of ours. */
public record HtmlPage(int status, String title, String text) {
    /** A failure in the contract's words, as a page. */
    public static HtmlPage of(ErrorAnswer error) {
        return new HtmlPage(error.status(), "Not connected", error.message());
    }

    /** The page; whatever the texts are, they stay text. */
    public String html() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title></head><body><h1>" + escaped(title) + "</h1><p>" + escaped(text) + "</p></body></html>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
