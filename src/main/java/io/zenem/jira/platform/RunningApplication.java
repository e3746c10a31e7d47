package io.zenem.jira.platform;

/** Tells the running service from the build and from Maven's class loaders, which read the same configuration. */
final class RunningApplication {
    private RunningApplication() {}

    static boolean isThis() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null
                && (loader.getClass().getSimpleName().equals("RunnerClassLoader")
                        || (loader.getName() != null && loader.getName().startsWith("Quarkus Runtime ClassLoader")));
    }
}
