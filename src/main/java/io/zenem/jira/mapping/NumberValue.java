package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers of Jira: {@code 3.0} or {@code "3"}. */
final class NumberValue {
    /** As many as a double has, which Jira's numbers are; keeps a hostile {@code 1e999999999} from becoming a billion digits. */
    private static final int MAX_DIGITS = 330;

    private NumberValue() {}

    /** The number without trailing zeros (3.0 is 3) and without exponent; empty if there is none. */
    static Optional<BigDecimal> of(JsonNode value) {
        if (value.isNumber()) {
            return finite(value) ? normal(value.decimalValue()) : Optional.empty();
        }
        return value.isTextual() ? of(value.textValue()) : Optional.empty();
    }

    static Optional<BigDecimal> of(String text) {
        String number = text.strip();
        try {
            return number.length() > MAX_DIGITS ? Optional.empty() : normal(new BigDecimal(number));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static boolean finite(JsonNode number) {
        return !(number.isDouble() || number.isFloat()) || Double.isFinite(number.doubleValue());
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
