package io.zenem.jira.platform;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigValue;

/** What an operator has set, as a source of configuration sees it before the application starts. */
record Settings(ConfigSourceContext context) {
    /** A property's value; a blank one is none. */
    Optional<String> value(String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(text -> !text.isBlank());
    }

    Path dataFolder() {
        return Path.of(value("connector.data-dir").orElse("data"));
    }

    boolean test() {
        return context.getProfiles().contains("test");
    }

    boolean production() {
        return !test() && !context.getProfiles().contains("dev");
    }
}
