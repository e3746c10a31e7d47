package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** A Jira site of the demo's own, Cloud or Data Center, on a port of its own; see {@code GET /demo} there for what it can be told. */
public final class DemoServer implements AutoCloseable {
    // a GET search carries its JQL in the request line
    private static final int LONGEST_REQUEST_LINE = 65_536;
    private static final int LARGEST_REQUEST = 10 * 1024 * 1024;

    private static final Set<String> OF_CLOUD =
            Set.of("/_edge/tenant_info", "/rest/api/:v/issue/bulkfetch", "/rest/api/:v/project/search");

    private final Vertx vertx;
    private final HttpServer http;
    private final WebhookSender sender;
    private final DemoSite demo;
    private final String baseUrl;

    private DemoServer(Vertx vertx, HttpServer http, WebhookSender sender, DemoSite demo, String baseUrl) {
        this.vertx = vertx;
        this.http = http;
        this.sender = sender;
        this.demo = demo;
        this.baseUrl = baseUrl;
    }

    /** Generates a site and serves it; returns when it listens. */
    public static DemoServer start(DemoOptions options) {
        Site site = new Site(options);
        site.faults.latency(options.latency());
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(8)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        WebhookSender sender = new WebhookSender(site);
        RequestLog log = new RequestLog();
        DemoSite demo = new DemoSite(site, sender, log, false);
        HttpServer http = listen(vertx, options, router(vertx, site, demo, log));
        String url = "http://" + options.host() + ":" + http.actualPort();
        site.baseUrl(url);
        return new DemoServer(vertx, http, sender, demo, url);
    }

    private static HttpServer listen(Vertx vertx, DemoOptions options, Router router) {
        HttpServerOptions http = new HttpServerOptions().setHost(options.host()).setPort(options.port());
        try {
            return await(vertx.createHttpServer(http.setMaxInitialLineLength(LONGEST_REQUEST_LINE))
                    .requestHandler(router)
                    .listen());
        } catch (IllegalStateException portInUse) {
            await(vertx.close());
            throw portInUse;
        }
    }

    private static Router router(Vertx vertx, Site site, DemoSite demo, RequestLog log) {
        Gate gate = new Gate(vertx, site, log);
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_REQUEST));
        List<Endpoint> endpoints = new ArrayList<>(new PlatformApi(site).endpoints());
        endpoints.addAll(new IssueApi(site).endpoints());
        endpoints.addAll(new ProjectApi(site).endpoints());
        endpoints.addAll(new AgileApi(site).endpoints());
        if (site.dataCenter()) {
            endpoints.removeIf(endpoint -> OF_CLOUD.contains(endpoint.path()));
            endpoints.addAll(new DataCenterApi(site).endpoints());
        } else {
            endpoints.addAll(new DynamicWebhookApi(site).endpoints());
            endpoints.addAll(new SearchApi(site).endpoints());
            endpoints.addAll(new HistoryApi(site).endpoints());
            endpoints.addAll(new UserApi(site).endpoints());
            // admin webhooks have no published scope, so the gateway does not have them
            endpoints.addAll(endpoints.stream().map(Endpoint::throughGateway).toList());
            endpoints.addAll(new OauthApi(site).endpoints());
        }
        endpoints.addAll(new WebhookApi(site).endpoints());
        endpoints.addAll(new ControlApi(site, demo).endpoints());
        endpoints.addAll(new OauthControlApi(demo).endpoints());
        for (Endpoint endpoint : endpoints) {
            router.route(endpoint.method(), endpoint.path()).handler(context -> gate.pass(context, endpoint));
        }
        router.route().last().handler(gate::unknownPath);
        return router;
    }

    /** The site's address without a slash at the end, such as {@code http://127.0.0.1:8090}. */
    public String baseUrl() {
        return baseUrl;
    }

    /** The port it listens on. */
    public int port() {
        return http.actualPort();
    }

    /** The site's state, to change it and to look at it. */
    public DemoSite site() {
        return demo;
    }

    /** Stops listening and sending; what is under way is cut off. */
    @Override
    public void close() {
        sender.close();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the demo site could not be started or stopped", e);
        }
    }
}
