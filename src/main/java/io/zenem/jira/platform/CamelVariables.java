package io.zenem.jira.platform;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/**
 * Lets variables of the environment set options of Camel's components, as Camel says that they do: {@code CAMEL_COMPONENT_KAFKA_SASL_MECHANISM}
 * is {@code camel.component.kafka.sasl-mechanism}. Quarkus takes it for {@code camel.component.kafka.sasl.mechanism}, and Camel does not start
 * with an option {@code sasl} that it does not know.
 */
public final class CamelVariables implements ConfigSourceInterceptor {
    private static final Pattern OPTION = Pattern.compile("(camel\\.component\\.\\w+\\.)(\\w+(?:\\.\\w+)+)");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return context.proceed(name);
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new LinkedHashSet<>();
        context.iterateNames().forEachRemaining(name -> names.add(option(name)));
        return names.iterator();
    }

    private static String option(String name) {
        Matcher option = OPTION.matcher(name);
        boolean variable = option.matches()
                && System.getenv().containsKey(name.toUpperCase(Locale.ROOT).replace('.', '_'));
        return variable ? option.group(1) + option.group(2).replace('.', '-') : name;
    }
}
