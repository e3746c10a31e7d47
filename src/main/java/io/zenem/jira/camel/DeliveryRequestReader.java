package io.zenem.jira.camel;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.RequestPath;
import io.zenem.jira.webhook.DeliveryRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** The first step of the receiver: keeps the raw bytes, over which Jira signs, and four headers; nothing else gets in. */
@ApplicationScoped
@Named("deliveryRequest")
class DeliveryRequestReader implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String connectorId = RequestPath.connectorId(message.getHeader(Exchange.HTTP_URI, String.class));
        String signature = Optional.of(text(message, "X-Jira-Signature"))
                .filter(value -> !value.isEmpty())
                .orElse(text(message, "X-Hub-Signature"));
        String bearer = text(message, "Authorization");
        String identifier = text(message, "X-Atlassian-Webhook-Identifier");
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        message.removeHeaders("*");
        message.setBody(body);
        exchange.setVariable("connectorId", connectorId);
        exchange.setVariable("delivery", new DeliveryRequest(connectorId, signature, bearer, identifier, body));
    }

    private static String text(Message message, String name) {
        return Optional.ofNullable(message.getHeader(name, String.class)).orElse("");
    }
}
