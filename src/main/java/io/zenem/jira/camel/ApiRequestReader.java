package io.zenem.jira.camel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The first step of every admin route: takes what is needed off the wire into an {@link ApiRequest} and removes all headers,
 * so that nothing a caller sends (a {@code Camel*} header above all) steers a route or comes back in the answer.
 */
@ApplicationScoped
@Named("apiRequest")
class ApiRequestReader implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, String> parameters = query(message.getHeader(Exchange.HTTP_RAW_QUERY, String.class));
        for (String name : new String[] {"id", "jobId", "versionId"}) {
            Optional.ofNullable(message.getHeader(name, String.class))
                    .ifPresent(value -> parameters.putIfAbsent(name, value));
        }
        // the path's id wins over a query parameter of the same name
        Optional.ofNullable(message.getHeader("id", String.class)).ifPresent(value -> parameters.put("id", value));
        String contentType = Optional.ofNullable(message.getHeader(Exchange.CONTENT_TYPE, String.class))
                .orElse("");
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        message.removeHeaders("*");
        message.setBody(new ApiRequest(Map.copyOf(parameters), contentType, body));
        exchange.setVariable("connectorId", parameters.getOrDefault("id", ""));
    }

    /** Every parameter's first value, decoded. */
    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.putIfAbsent(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
