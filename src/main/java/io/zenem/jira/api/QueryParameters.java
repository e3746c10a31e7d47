package io.zenem.jira.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads query parameters one by one and remembers all that is wrong, so that a caller sees every error at once. */
public final class QueryParameters {
    /** Elements on a page where the request does not say. */
    private static final int SIZE = 20;

    private final ApiRequest request;
    private final Map<String, String> errors = new TreeMap<>();

    QueryParameters(ApiRequest request) {
        this.request = request;
    }

    /** Notes an error of a parameter, unless it already has one. */
    public void error(String name, String message) {
        errors.putIfAbsent(name, message);
    }

    /** A text without blanks around it, of at most so many characters; empty text where there is none. */
    public String text(String name, int longest) {
        String text = request.parameter(name).orElse("").strip();
        if (text.length() > longest) {
            error(name, "must have at most " + longest + " characters");
        }
        return text;
    }

    /** An integer within bounds, or the default. */
    public int integer(String name, int fallback, int min, int max) {
        Optional<String> text = request.parameter(name);
        Optional<Long> value = text.filter(digits -> digits.matches("[+-]?\\d{1,10}"))
                .map(Long::valueOf)
                .filter(number -> number >= min && number <= max);
        if (text.isPresent() && value.isEmpty()) {
            error(name, "must be a whole number from " + min + " to " + max);
        }
        return value.map(Long::intValue).orElse(fallback);
    }

    /** true or false; false where it is absent. */
    public boolean flag(String name) {
        String text = request.parameter(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            error(name, "must be true or false");
        }
        return text.equals("true");
    }

    public Optional<String> choice(String name, List<String> words) {
        Optional<String> text = request.parameter(name);
        if (text.isPresent() && !words.contains(text.get())) {
            error(name, "must be one of " + String.join(", ", words));
        }
        return text;
    }

    /** A timestamp in the contract's form, with or without offset. */
    public Optional<Instant> instant(String name) {
        return request.parameter(name).flatMap(text -> {
            // an unescaped + of an offset arrives as a blank
            Optional<Instant> at = WireTime.parse(text.replace(' ', '+'));
            if (at.isEmpty()) {
                error(name, "must be a timestamp like 2025-08-10T10:00:00, in UTC or with an offset");
            }
            return at;
        });
    }

    public int page() {
        return integer("page", 0, 0, 10_000_000);
    }

    private int size(int usual) {
        return integer("size", usual, 1, 200);
    }

    /** Ends the reading: 400 with every wrong parameter. */
    public void check() {
        if (!errors.isEmpty()) {
            throw ApiException.query(errors);
        }
    }

    /** The same for a list that comes in pages: the page of what this filter, a record, leaves of it. */
    public PageRequest paged(Object filter) {
        return paged(filter, SIZE);
    }

    /** The same where a page has another size, unless the request says it. */
    public PageRequest paged(Object filter, int usualSize) {
        PageRequest asked = new PageRequest(
                request.parameter("id").orElse(""), filter, page(), size(usualSize), PageRequest.UNKNOWN);
        check();
        return asked;
    }
}
