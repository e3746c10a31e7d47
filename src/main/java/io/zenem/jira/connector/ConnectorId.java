package io.zenem.jira.connector;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The short name of a connector, as it stands in addresses. */
public final class ConnectorId {
    /** Not {@code null}, which Camel takes for no value where it stands among a method's parameters. */
    private static final Pattern ID = Pattern.compile("(?!null$)[a-z0-9][a-z0-9-]{0,62}");

    private ConnectorId() {}

    /** Whether a connector may be called so; there is none whose name is not valid. */
    public static boolean valid(String id) {
        return ID.matcher(id).matches();
    }

    /** An id that is made from a name for people. */
    static String of(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        String slug = ascii.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = slug.substring(0, Math.min(slug.length(), 63)).replaceAll("-+$", "");
        return valid(cut) ? cut : "connector";
    }
}
