package io.zenem.jira.routes;

/**
 * Ids that no connector of this process has had. The number is a system property because the service, and with it every class
 * of a test, may be loaded again over the same database: for a class with a profile of its own, or for a test that is run again.
 */
public final class FreshId {
    private static final String LAST = "test.last-id";

    private FreshId() {}

    /** {@code site-7}. */
    public static String of(String kind) {
        synchronized (System.getProperties()) {
            int number = Integer.getInteger(LAST, 0) + 1;
            System.setProperty(LAST, Integer.toString(number));
            return kind + "-" + number;
        }
    }
}
