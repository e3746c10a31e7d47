package io.zenem.jira.api;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/** Without TLS only HTTP/1.1 is spoken: one connection of HTTP/2 carries any number of requests, and no limit of connections would see them. */
@ApplicationScoped
class PlainHttp implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
