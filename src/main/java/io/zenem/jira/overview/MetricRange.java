package io.zenem.jira.overview;

/**
 * A time that ends now, in steps.
 *
 * @param name as it is asked for: 1h, 24h or 7d
 * @param step minute, hour or day
 * @param width the same in seconds
 * @param steps how many there are, the present one included
 */
public record MetricRange(String name, String step, int width, int steps) {
    static MetricRange of(String name) {
        return switch (name) {
            case "1h" -> new MetricRange(name, "minute", 60, 60);
            case "24h" -> new MetricRange(name, "hour", 3600, 24);
            case "7d" -> new MetricRange(name, "day", 86_400, 7);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
