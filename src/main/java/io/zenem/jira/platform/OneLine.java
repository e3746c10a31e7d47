package io.zenem.jira.platform;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Keeps what others said from looking like lines of the log: a record is one line, whatever is in it, and the lines of a stack
 * trace that belongs to it begin with a tab. So a line that begins otherwise is a record of the service's own.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {
    /** Line ends, other control characters, and those that turn the direction of writing around. A tab behind a line end is ours. */
    private static final Pattern HARMFUL =
            Pattern.compile("\\n(?!\\t)|[\\p{Cc}&&[^\\n\\t]]|[\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

    private static final ExtFormatter MESSAGES = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord logged) {
        if (DatabaseOutage.reports(logged)) {
            return false;
        }
        String message = message(logged);
        String text = escaped(message) + trace(logged.getThrown());
        if (!text.equals(message)) {
            if (logged instanceof ExtLogRecord extended) {
                extended.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
            } else {
                logged.setMessage(text);
            }
            logged.setParameters(null);
            logged.setThrown(null);
        }
        return true;
    }

    static String message(LogRecord logged) {
        return MESSAGES.formatMessage(logged);
    }

    static String escaped(String text) {
        return HARMFUL.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    private static String trace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        StringBuilder lines = new StringBuilder();
        trace.toString().lines().forEach(line -> lines.append("\n\t").append(escaped(line.strip())));
        return lines.toString();
    }
}
