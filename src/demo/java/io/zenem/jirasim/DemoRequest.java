package io.zenem.jirasim;

import java.time.Instant;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * A request that the demo site was sent.
 *
 * @param at when it came
 * @param method the HTTP method
 * @param path the path and the query as sent
 * @param body the body's first 20,000 bytes as text
 */
public record DemoRequest(
        @JsonSerialize(using = ToStringSerializer.class) Instant at, String method, String path, String body) {}
