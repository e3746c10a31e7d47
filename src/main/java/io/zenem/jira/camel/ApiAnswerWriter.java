package io.zenem.jira.camel;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.zenem.jira.api.ErrorAnswer;
import io.zenem.jira.api.JsonElements;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The last step of every request: a statement's JSON text goes out as it is, a record as its JSON. The status is the error's
 * own, else the variable {@code status}, else 200.
 */
@ApplicationScoped
@Named("apiAnswer")
class ApiAnswerWriter implements Processor {
    private static final int RETRY_AFTER_SECONDS = 10;

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        int status = body instanceof ErrorAnswer error
                ? error.status()
                : Optional.ofNullable(exchange.getVariable("status", Integer.class))
                        .orElse(200);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (status == 503) {
            message.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        message.setBody(written(body));
    }

    private static Object written(Object body) throws JsonProcessingException {
        if (body instanceof JsonElements array) {
            return array.joined();
        }
        return body instanceof String json ? json : JSON.writeValueAsString(body);
    }
}
