package io.zenem.jira.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * One admin request as it came from outside: path and query parameters by name, the content type and the raw body. Outside
 * text travels in this record, because a bare string argument of a Camel bean call loses quotes and turns "null" into null.
 */
public record ApiRequest(Map<String, String> parameters, String contentType, byte[] body) {
    static final String NO_JSON = "The body must be JSON: send Content-Type: application/json.";

    /** Deeper documents are attacks, not requests. */
    private static final int MAX_DEPTH = 64;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** The body as fields to be read one by one; 415 unless it is JSON, 400 unless it is one JSON object. */
    public RequestFields fields() {
        return new RequestFields(json());
    }

    /** As {@link #fields()}, where no body at all means no fields. */
    public RequestFields optionalFields() {
        return body.length == 0 ? new RequestFields(STRICT.createObjectNode()) : fields();
    }

    /** Refuses a body with fields where none are known; no body at all, or an empty object, is right. */
    public void mustBringNothing() {
        optionalFields().check();
    }

    public JsonNode json() {
        if (!contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw ApiException.of(415, NO_JSON);
        }
        try {
            JsonNode json = STRICT.readTree(body);
            if (json == null || !json.isObject()) {
                throw ApiException.invalidArgument("The body must be one JSON object.");
            }
            return json;
        } catch (JsonProcessingException malformed) {
            String where = malformed.getLocation() == null
                    ? ""
                    : " (line " + malformed.getLocation().getLineNr() + ")";
            throw ApiException.invalidArgument(
                    "The body is not well-formed JSON" + where + ", or nested too deeply, or a name comes twice.");
        } catch (NumberFormatException exponent) {
            throw ApiException.invalidArgument("The body has a number whose exponent is too large.");
        } catch (IOException unreadable) {
            throw ApiException.invalidArgument("The body could not be read.");
        }
    }

    public ApiRequest withBody(JsonNode json) {
        return new ApiRequest(parameters, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A path or query parameter; blank counts as absent. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    public QueryParameters query() {
        return new QueryParameters(this);
    }

    /** The page asked for of a list that knows no filter, from 0; 400 where page or size is wrong. */
    public int page() {
        return query().paged("").page();
    }

    /** The size of that page, 1 to 200. */
    public int size() {
        return query().paged("").size();
    }

    /** Never the body: it may hold credentials. */
    @Override
    public String toString() {
        return "ApiRequest[" + parameters.keySet() + ", " + body.length + " bytes]";
    }
}
