package io.zenem.jira.camel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestPath;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The first step of every admin route: takes what is needed off the wire into an {@link ApiRequest} and removes all headers,
 * so that nothing a caller sends (a {@code Camel*} header above all) steers a route or comes back in the answer.
 */
@ApplicationScoped
@Named("apiRequest")
class ApiRequestReader implements Processor {
    private final QueryNames names;
    private final int limit;

    ApiRequestReader(QueryNames names, @ConfigProperty(name = "connector.api.max-body-bytes") int limit) {
        this.names = names;
        this.limit = limit;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String path = message.getHeader(Exchange.HTTP_URI, "", String.class).split("[?#]", 2)[0];
        String method = message.getHeader(Exchange.HTTP_METHOD, "", String.class);
        Map<String, String> parameters = query(message.getHeader(Exchange.HTTP_RAW_QUERY, String.class));
        Map<String, String> refused = names.refused(method, path, parameters.keySet());
        if (!refused.isEmpty()) {
            throw ApiException.query(refused);
        }
        // the connector is the one that the path names, and nothing else may say it
        parameters.remove("id");
        parameters.putAll(RequestPath.parameters(path));
        String contentType = Optional.ofNullable(message.getHeader(Exchange.CONTENT_TYPE, String.class))
                .orElse("");
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        message.removeHeaders("*");
        if (body.length > limit) {
            throw ApiException.of(413, "The body is too large; at most " + limit + " bytes.");
        }
        message.setBody(new ApiRequest(Map.copyOf(parameters), contentType, body));
        exchange.setVariable("connectorId", parameters.getOrDefault("id", ""));
    }

    /** Every parameter, decoded; one that comes twice is ambiguous. */
    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new HashMap<>();
        Map<String, String> doubled = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String name = RequestPath.decode(parts[0]);
                String value = parts.length == 2 ? RequestPath.decode(parts[1]) : "";
                if (!pair.isEmpty() && parameters.put(name, value) != null) {
                    doubled.put(name.replaceAll("\\p{Cntrl}", ""), "is given twice");
                }
            }
        }
        if (!doubled.isEmpty()) {
            throw ApiException.query(doubled);
        }
        return parameters;
    }
}
