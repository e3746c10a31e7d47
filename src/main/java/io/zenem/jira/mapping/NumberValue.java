package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers of Jira: {@code 3.0}, {@code "3"}, an option whose value is {@code "3"}, or an array of one of these. */
final class NumberValue {
    /** Far beyond any estimate; keeps a hostile {@code 1e999999999} from becoming a billion digits. */
    private static final int MAX_DIGITS = 100;

    private NumberValue() {}

    /** The number without trailing zeros (3.0 is 3) and without exponent; empty if there is none. */
    static Optional<BigDecimal> of(JsonNode value) {
        if (value.isNumber()) {
            return finite(value) ? normal(value.decimalValue()) : Optional.empty();
        }
        if (value.isTextual()) {
            return parse(value.textValue().trim());
        }
        if (value.isArray()) {
            return value.size() == 1 && !value.get(0).isArray() ? of(value.get(0)) : Optional.empty();
        }
        JsonNode option = value.path("value");
        return option.isValueNode() ? of(option) : Optional.empty();
    }

    private static boolean finite(JsonNode number) {
        return !(number.isDouble() || number.isFloat()) || Double.isFinite(number.doubleValue());
    }

    private static Optional<BigDecimal> parse(String text) {
        try {
            return text.length() > MAX_DIGITS ? Optional.empty() : normal(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> normal(BigDecimal number) {
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(plain(number));
    }

    /** The same number without trailing zeros and without exponent. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
