package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ErrorAnswer;
import io.zenem.jira.api.HtmlPage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers a browser with a page that is not cached or framed, runs no script and is no referrer to the next site. */
@ApplicationScoped
@Named("pageAnswer")
class PageAnswerWriter implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        HtmlPage page =
                message.getBody() instanceof ErrorAnswer error ? HtmlPage.of(error) : message.getBody(HtmlPage.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, page.status());
        message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
        message.setHeader("Cache-Control", "no-store");
        message.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        // the address holds the code and the state
        message.setHeader("Referrer-Policy", "no-referrer");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setBody(page.html());
    }
}
