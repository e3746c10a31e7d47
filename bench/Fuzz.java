import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The half of bench/fuzz.sh that bash is no good at, run from source with the service's own libraries:
 * {@code <service> <token> <demo> <inputs> <seed> <clients> [first input]}. Each input is made from the seed and its number alone.
 */
final class Fuzz {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String SECRET = "fuzz-secret-0123456789";
    /** One applies bodies as they are, one reads what they name afresh; requests of admins go to a third and delete a fourth. */
    static final List<String> RECEIVERS = List.of("fuzz-in", "fuzz-read");
    static final String ADMINS = "fuzz-api";
    static final String DOOMED = "fuzz-gone";
    static final Set<String> OURS = Set.of("fuzz-in", "fuzz-read", ADMINS, DOOMED);

    private Fuzz() {}

    public static void main(String[] args) throws Exception {
        int inputs = Integer.parseInt(args[3]);
        long seed = Long.parseLong(args[4]);
        int clients = Integer.parseInt(args[5]);
        long first = args.length > 6 ? Long.parseLong(args[6]) : 0;
        Site site = new Site(args[0], args[1], args[2]);
        site.connect();
        Inputs source = new Inputs(site, seed);
        Verdicts verdicts = new Verdicts();
        var gardener = Executors.newSingleThreadScheduledExecutor();
        gardener.scheduleWithFixedDelay(site::tend, 1, 2, TimeUnit.SECONDS);
        long begun = System.nanoTime();
        var pool = Executors.newFixedThreadPool(clients);
        AtomicLong next = new AtomicLong(first);
        for (int i = 0; i < clients; i++) {
            pool.submit(() -> new Client(URI.create(args[0]), verdicts).run(source, next, first + inputs));
        }
        pool.shutdown();
        while (!pool.awaitTermination(15, TimeUnit.SECONDS)) {
            System.out.printf("  %,d inputs, %d findings%n", next.get() - first, verdicts.findings());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        gardener.shutdown();
        gardener.awaitTermination(1, TimeUnit.MINUTES);
        System.out.printf("inputs %,d in %.0f s, %.0f/s, seed %d%n", inputs, seconds, inputs / seconds, seed);
        verdicts.tell();
        site.repair();
        System.exit(verdicts.findings() == 0 ? 0 : 3);
    }

    /** The service's connectors and the demo site behind them. */
    static final class Site {
        final String service;
        final String token;
        final String demo;
        final JsonNode document;
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Site(String service, String token, String demo) throws IOException, InterruptedException {
            this.service = service;
            this.token = token;
            this.demo = demo;
            this.document = JSON.readTree(send("GET", service + "/q/openapi?format=json", null).body());
        }

        HttpResponse<String> send(String method, String url, String body) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        private HttpResponse<String> admin(String method, String path, String body) throws IOException, InterruptedException {
            return send(method, service + "/admin/connectors" + path, body);
        }

        String connector(String id) {
            return """
                    {"id": "%s", "name": "Fuzz", "baseUrl": "%s", "timeZone": "UTC",
                     "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}"""
                    .formatted(id, demo);
        }

        void connect() throws IOException, InterruptedException {
            for (String id : OURS) {
                if (admin("POST", "", connector(id)).statusCode() == 409) {
                    continue;
                }
                must(admin("PUT", "/" + id + "/scope", "{\"projects\": [\"ABC\", \"XYZ\", \"TEAM\"]}"));
                must(admin("PUT", "/" + id + "/mappings", """
                        {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}},
                         "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status"}, "assignee": {"fieldId": "assignee"},
                           %s "labels": {"fieldId": "labels"}, "components": {"fieldId": "components"}, "parent": {"fieldId": "parent"},
                           "sprints": {"fieldId": "customfield_10020"}, "releases": {"fieldId": "fixVersions"},
                           "storyPoints": {"fieldId": "customfield_10026"}, "dueDate": {"fieldId": "duedate"}}}"""
                        .formatted(id.equals("fuzz-read") ? "\"description\": {\"fieldId\": \"description\"}," : "")));
                if (RECEIVERS.contains(id)) {
                    must(admin("POST", "/" + id + "/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + SECRET + "\"}"));
                }
            }
        }

        private static void must(HttpResponse<String> answer) {
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
        }

        /** Repairs what accepted inputs changed, so that later ones reach as far, and removes the connectors that they made. */
        void tend() {
            try {
                admin("PUT", "/" + ADMINS, connector(ADMINS).replaceFirst("\"id\": \"[^\"]*\", ", "").replace("\"timeZone\"", "\"sameSite\": true, \"timeZone\""));
                admin("POST", "", connector(DOOMED));
                for (JsonNode other : JSON.readTree(admin("GET", "?size=200", null).body()).path("content")) {
                    if (!OURS.contains(other.path("id").asText())) {
                        admin("DELETE", "/" + other.path("id").asText() + "?data=purge", null);
                    }
                }
            } catch (IOException | InterruptedException | RuntimeException failed) {
                System.out.println("The gardener: " + failed);
            }
        }

        /** Waits until what was taken in is applied and the jobs that were asked for have ended; tells what was set aside. */
        void repair() throws IOException, InterruptedException {
            long begun = System.nanoTime();
            for (String id : RECEIVERS) {
                while (JSON.readTree(admin("GET", "/" + id + "/webhooks/status", null).body()).path("pending").asInt() > 0) {
                    Thread.sleep(500);
                }
            }
            System.out.printf("inboxes empty after %.0f s more%n", (System.nanoTime() - begun) / 1e9);
            for (JsonNode job : JSON.readTree(admin("GET", "/" + ADMINS + "/sync/jobs?size=200", null).body()).path("content")) {
                if (Set.of("QUEUED", "RUNNING", "NEEDS_CONFIRMATION").contains(job.path("status").asText())) {
                    admin("POST", "/" + ADMINS + "/sync/jobs/" + job.path("jobId").asText() + "/cancel", null);
                }
            }
            Map<String, Integer> reasons = new TreeMap<>();
            for (String id : RECEIVERS) {
                System.out.println(id + " " + admin("GET", "/" + id + "/webhooks/status", null).body());
                JsonNode dead = JSON.readTree(admin("GET", "/" + id + "/dead-letters?size=200", null).body());
                dead.path("content").forEach(letter -> reasons.merge(
                        letter.path("entity").asText() + ": " + letter.path("reason").asText().replaceAll("[0-9]+", "#"), 1, Integer::sum));
                System.out.println(id + ": dead letters " + dead.path("totalElements"));
            }
            reasons.forEach((reason, times) -> System.out.println("  " + times + " " + reason));
        }
    }

    /** One request as it goes over the wire. A torn one breaks HTTP or its limits: it gets a connection of its own and may stay without an answer. */
    record Input(long number, String operation, byte[] bytes, boolean torn, boolean jiraAsked) {}

    record Operation(String method, String template, List<JsonNode> examples, List<String> parameters, boolean jiraAsked) {}

    /** Makes inputs out of the document's examples and real bodies of webhooks. */
    static final class Inputs {
        private final Site site;
        private final long seed;
        private final List<JsonNode> events = new ArrayList<>();
        private final List<Operation> writes = new ArrayList<>();
        private final List<Operation> reads = new ArrayList<>();

        Inputs(Site site, long seed) throws IOException, InterruptedException {
            this.site = site;
            this.seed = seed;
            try (Stream<Path> files = Files.list(Path.of("src/test/resources/webhooks"))) {
                for (Path file : files.sorted().toList()) {
                    events.add(JSON.readTree(Files.readAllBytes(file)));
                }
            }
            JsonNode issues = JSON.readTree(site.send("GET", site.demo + "/demo/truth/issues?from=0&limit=40", null).body()).path("issues");
            for (String event : List.of("jira:issue_created", "jira:issue_updated", "jira:issue_updated", "jira:issue_deleted", "comment_created")) {
                for (JsonNode issue : issues) {
                    events.add(JSON.createObjectNode()
                            .put("timestamp", 1_764_000_000_000L)
                            .put("webhookEvent", event)
                            .set("issue", issue));
                }
            }
            readDocument();
        }

        private void readDocument() throws IOException {
            for (Map.Entry<String, JsonNode> path : site.document.path("paths").properties()) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    if (!Set.of("get", "post", "put", "delete").contains(operation.getKey()) || path.getKey().startsWith("/webhooks/")) {
                        continue;
                    }
                    List<JsonNode> examples = new ArrayList<>();
                    JsonNode content = operation.getValue().at("/requestBody/content/application~1json");
                    content.path("examples").forEach(example -> examples.add(here(example.path("value"))));
                    resolved(content.path("schema")).path("examples").forEach(example -> examples.add(here(example)));
                    boolean bodied = !content.isMissingNode();
                    if (bodied && examples.isEmpty()) {
                        System.out.println("No example of a body: " + operation.getKey() + " " + path.getKey());
                    }
                    examples.add(JSON.createObjectNode());
                    List<String> parameters = new ArrayList<>();
                    for (JsonNode list : List.of(path.getValue().path("parameters"), operation.getValue().path("parameters"))) {
                        list.forEach(parameter -> {
                            if (resolved(parameter).path("in").asText().equals("query")) {
                                parameters.add(resolved(parameter).path("name").asText());
                            }
                        });
                    }
                    Operation one = new Operation(
                            operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), examples, parameters,
                            operation.getValue().path("responses").has("502"));
                    (operation.getKey().startsWith("p") ? writes : reads).add(one);
                    // operations with a body of their own are tried more often than those without
                    for (int i = 0; bodied && i < 5; i++) {
                        writes.add(one);
                    }
                }
            }
        }

        private JsonNode resolved(JsonNode node) {
            return node.has("$ref") ? site.document.at(node.path("$ref").asText().substring(1)) : node;
        }

        /** Nothing leaves the machine: every Jira of an example is the demo site. */
        private JsonNode here(JsonNode example) {
            try {
                return JSON.readTree(example.toString().replaceAll("https?://[a-z0-9.-]*(atlassian\\.net|example)", site.demo));
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        Input input(long number) {
            Random dice = new Random(seed * 1_000_003L + number);
            dice.nextLong();
            int kind = dice.nextInt(1000);
            if (kind < 880) {
                return delivery(number, dice);
            }
            Operation operation = pick(kind < 980 ? writes : reads, dice);
            boolean doomed = operation.method.equals("DELETE") && operation.template.equals("/admin/connectors/{id}");
            String path = operation.template
                    .replace("{id}", dice.nextInt(60) == 0 ? segment(dice) : doomed ? DOOMED : dice.nextInt(3) == 0 && operation.method.equals("GET") ? "fuzz-in" : ADMINS)
                    .replace("{versionId}", dice.nextInt(4) == 0 ? segment(dice) : pick(List.of("v1", "1", "latest", "active"), dice))
                    .replace("{jobId}", dice.nextInt(4) == 0 ? segment(dice) : pick(List.of("backfill_001", "reconcile_001", "replay_001"), dice));
            boolean bodied = operation.method.startsWith("P");
            byte[] body = bodied ? body(pick(operation.examples, dice), dice) : new byte[0];
            String type = dice.nextInt(50) == 0
                    ? pick(List.of("text/plain", "application/json; charset=utf-16", "application/xml", "multipart/form-data", "", ";;;", "application/JSON;charset=nonsense"), dice)
                    : "application/json";
            String headers = "Authorization: Bearer " + (dice.nextInt(100) == 0 ? header(dice) : site.token) + "\r\n"
                    + (bodied ? "Content-Type: " + type + "\r\n" : "") + extra(dice);
            return request(number, operation.method + " " + operation.template, operation.method, path + query(operation, dice), headers, body, operation.jiraAsked, dice);
        }

        private Input delivery(long number, Random dice) {
            byte[] body = body(pick(events, dice), dice);
            boolean signed = dice.nextInt(12) != 0;
            String connector = dice.nextInt(200) == 0 ? segment(dice) : signed ? pick(RECEIVERS, dice) : pick(List.of("fuzz-in", ADMINS, "nobody"), dice);
            String right = "sha256=" + sign(body);
            String signature = signed ? right : pick(List.of("", "sha256=", right.substring(0, 40), right.replace('a', 'b'), "sha1=" + right.substring(7),
                    right + right, header(dice), right.toUpperCase(Locale.ROOT)), dice);
            String headers = (dice.nextInt(4) == 0 ? "X-Jira-Signature: " : "X-Hub-Signature: ") + signature + "\r\n"
                    + "X-Atlassian-Webhook-Identifier: " + (dice.nextInt(20) == 0 ? header(dice) : "fuzz-" + seed + "-" + number / 4) + "\r\n"
                    + (dice.nextInt(30) == 0 ? "Authorization: Bearer " + header(dice) + "\r\n" : "")
                    + "Content-Type: " + (dice.nextInt(60) == 0 ? header(dice) : "application/json") + "\r\n" + extra(dice);
            String query = dice.nextInt(10) == 0 ? "?" + escape(odd(dice)) + "=" + escape(odd(dice)) : "";
            return request(number, signed ? "delivery" : "unsigned delivery", "POST", "/webhooks/jira/" + connector + query, headers, body, false, dice);
        }

        private static Input request(long number, String operation, String method, String target, String headers, byte[] body, boolean jiraAsked, Random dice) {
            boolean torn = dice.nextInt(300) == 0;
            String verb = torn && dice.nextBoolean() ? pick(List.of("PATCH", "TRACE", "GET", "DELETE", "FOO", "OPTIONS"), dice) : method;
            // an address that is no URL never reaches the service (see "Known limits"), so such go out torn only
            String path = torn && target.chars().allMatch(c -> c > ' ' && c < 127) ? target : path(target);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes((verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers).getBytes(StandardCharsets.ISO_8859_1));
            if (dice.nextInt(12) == 0) {
                bytes.writeBytes("Transfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                int half = dice.nextInt(body.length + 1);
                chunk(bytes, body, 0, half);
                chunk(bytes, body, half, body.length);
                bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            } else {
                bytes.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                bytes.writeBytes(body);
            }
            byte[] whole = bytes.toByteArray();
            if (torn) {
                switch (dice.nextInt(4)) {
                    case 0 -> whole = Arrays.copyOf(whole, dice.nextInt(whole.length) + 1);
                    case 1 -> whole[dice.nextInt(whole.length)] ^= (byte) (1 << dice.nextInt(8));
                    case 2 -> whole = (new String(whole, StandardCharsets.ISO_8859_1).replaceFirst("Content-Length: ", "Content-Length: 9"))
                            .getBytes(StandardCharsets.ISO_8859_1);
                    default -> {}
                }
            }
            // one whose head is too large is refused while it is still being sent
            return new Input(number, operation, whole, torn || path.length() + headers.length() > 3_500, jiraAsked);
        }

        private static void chunk(ByteArrayOutputStream bytes, byte[] body, int from, int to) {
            if (to > from) {
                bytes.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                bytes.write(body, from, to - from);
                bytes.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        private static byte[] body(JsonNode sample, Random dice) {
            JsonNode mutated = sample.deepCopy();
            int times = dice.nextInt(5);
            for (int i = 0; i < times; i++) {
                Mutation.one(mutated, dice);
            }
            return Mutation.bytes(Mutation.text(mutated), dice);
        }

        private static String query(Operation operation, Random dice) {
            StringBuilder query = new StringBuilder();
            for (String name : operation.parameters) {
                if (dice.nextInt(3) == 0) {
                    String value = pick(List.of("0", "1", "200", "-1", "true", "2025-08-10T10:00:00", "keep", "purge", "active", "summary", "99999999999999999999", "story"), dice);
                    query.append('&').append(name).append('=').append(dice.nextInt(3) == 0 ? escape(odd(dice)) : value);
                }
            }
            if (dice.nextInt(20) == 0) {
                query.append('&').append(escape(odd(dice))).append(dice.nextBoolean() ? "=" : "").append(escape(odd(dice)));
            }
            return query.isEmpty() ? "" : "?" + query.substring(1);
        }

        /** Headers that steer a Camel route where they get in, and such as proxies add. */
        private static String extra(Random dice) {
            return dice.nextInt(8) == 0
                    ? pick(List.of("CamelHttpUri", "CamelSqlQuery", "CamelHttpResponseCode", "X-Forwarded-For", "X-Forwarded-Proto", "Accept", "Accept-Encoding",
                                    "Cookie", "Origin", "Content-Encoding", "CamelBeanMethodName", "id", "breadcrumbId", "Range", "If-None-Match"), dice)
                            + ": " + header(dice) + "\r\n"
                    : "";
        }

        private static String header(Random dice) {
            return odd(dice).replaceAll("[^ -~\u0080-\u00ff]", "?").strip();
        }

        private static String path(String target) {
            int query = target.indexOf('?');
            String path = query < 0 ? target : target.substring(0, query);
            StringBuilder escaped = new StringBuilder();
            for (String part : path.split("/", -1)) {
                escaped.append('/').append(escape(part));
            }
            return escaped.substring(1) + (query < 0 ? "" : target.substring(query));
        }

        private static String escape(String text) {
            return URLEncoder.encode(text.length() > 2_000 ? text.substring(0, 2_000) : text, StandardCharsets.UTF_8);
        }

        private static String sign(byte[] body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(body));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** Without one the path would be another one. */
        private static String segment(Random dice) {
            String odd = odd(dice);
            return odd.isEmpty() ? "-" : odd;
        }

        static String odd(Random dice) {
            String text = pick(Mutation.STRINGS, dice);
            return text.length() > 300 && dice.nextInt(4) != 0 ? text.substring(0, 300) : text;
        }

        static <T> T pick(List<T> list, Random dice) {
            return list.get(dice.nextInt(list.size()));
        }
    }

    /** Changes to a document that keep most of it as it was. What JSON's tree cannot hold stands in it as a marked text until it is written. */
    static final class Mutation {
        private static final String RAW = "@RAW@";
        static final List<String> STRINGS = List.of(
                "", " ", "null", "a\u0000b", "@LONE@", "x@LONE@y", "\u202eabc\u202d", "\u05d0\u05d1 \u0639", "\ud83d\ude00\ud83d\udc69\u200d\ud83d\ude80", "e\u0301\u0327", "\ufeff",
                "'; drop table jira.job; --", "\" OR 1=1 --", "\\", "\\u0000", "${jndi:ldap://127.0.0.1/x}", "${body}", "{{connector.data-dir}}", "$simple{exchange}",
                "%00", "%zz", "../../etc/passwd", "<script>alert(1)</script>", "\r\nX-Injected: yes", "\t", "\u2028\u2029", "\u0001\u001f\u007f\u0085", "NaN", "-0", "1e400", "0x10", "1_000",
                "99999999999999999999", "-9223372036854775809", "2025-13-45T99:99:99", "+292278994-08-17T07:12:55", "-999999999-01-01", "0000-00-00", "2025-08-10T10:00:00.000+9900",
                "2024-02-30", "10000-01-01", "Europe/Nowhere", "GMT+25:00", "* * * * *", "0 0 31 2 *", "*/0 * * * *", "0 0 0 0 0 0 0", "60 60 60 60 60 60", "project = ABC order by", "key in (", "a".repeat(255),
                "a".repeat(256), "\u00e4".repeat(4_000), "x".repeat(70_000), "[".repeat(500), "(".repeat(3_000), "http://127.0.0.1:1/", "http://169.254.169.254/", "https://[::1]/", "http://", "file:///etc/passwd",
                "customfield_99999999999", "customfield_", "summary", "true", "ABC", "ABC-1", "story", "constructor", "__proto__", "\uffff\ufffe", "I\u0130\u0131", "\ufb03", "\u1e9e");
        private static final List<String> NUMBERS = List.of(
                "0", "-1", "1", "1.5", "-0.0", "1e400", "-1e400", "1e-400", "1e999999999", "1e2147483647", "-1E+2147483648", "99999999999999999999", "9223372036854775807", "-9223372036854775809", "2147483648",
                "1".repeat(900), "0." + "1".repeat(900), "1".repeat(5_000), "1e308", "253402300800000", "-62135596800001", "8640000000000001", "NaN", "01", "+1", ".5", "1.", "0x1F", "Infinity");
        private static final List<String> ENCODINGS = List.of("UTF-16", "UTF-16LE", "UTF-32BE", "ISO-8859-1", "IBM037");
        private static final Pattern MARKED = Pattern.compile("\"@RAW@([^\"\\\\]*+)\"");
        private static final Pattern NEST = Pattern.compile("nest(\\d+)(.)");

        private Mutation() {}

        static void one(JsonNode root, Random dice) {
            List<ContainerNode<?>> all = new ArrayList<>();
            collect(root, all);
            ContainerNode<?> at = all.get(dice.nextInt(all.size()));
            if (at instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                if (names.isEmpty() || dice.nextInt(12) == 0) {
                    object.set(Inputs.odd(dice), value(dice, all));
                    return;
                }
                String name = Inputs.pick(names, dice);
                switch (dice.nextInt(7)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set("@DUPLICATE@" + name, dice.nextBoolean() ? object.get(name) : value(dice, all));
                    case 2 -> object.set(dice.nextBoolean() ? Inputs.odd(dice) : name.toUpperCase(Locale.ROOT), object.remove(name));
                    case 3 -> object.set(name, retyped(object.get(name), dice));
                    default -> object.set(name, value(dice, all));
                }
            } else if (at instanceof ArrayNode array) {
                if (array.isEmpty() || dice.nextInt(4) == 0) {
                    array.add(value(dice, all));
                } else {
                    int place = dice.nextInt(array.size());
                    switch (dice.nextInt(5)) {
                        case 0 -> array.remove(place);
                        case 1 -> array.insert(dice.nextInt(array.size()), array.get(place).deepCopy());
                        case 2 -> {
                            JsonNode copied = array.get(place);
                            int copies = copied.toString().length() > 2_000 ? 3 : dice.nextInt(600);
                            for (int i = 0; i < copies; i++) {
                                array.add(copied.deepCopy());
                            }
                        }
                        case 3 -> array.set(place, retyped(array.get(place), dice));
                        default -> array.set(place, value(dice, all));
                    }
                }
            }
        }

        private static void collect(JsonNode node, List<ContainerNode<?>> all) {
            if (node instanceof ContainerNode<?> container) {
                all.add(container);
                container.forEach(child -> collect(child, all));
            }
        }

        private static JsonNode retyped(JsonNode node, Random dice) {
            JsonNodeFactory make = JsonNodeFactory.instance;
            return switch (dice.nextInt(5)) {
                case 0 -> make.textNode(node.isTextual() ? node.textValue() + Inputs.odd(dice) : node.toString());
                case 1 -> make.arrayNode().add(node.deepCopy());
                case 2 -> make.objectNode().set("value", node.deepCopy());
                case 3 -> make.nullNode();
                default -> node.isTextual() && node.textValue().matches("-?[0-9]{1,18}") ? make.numberNode(Long.parseLong(node.textValue())) : make.booleanNode(dice.nextBoolean());
            };
        }

        private static JsonNode value(Random dice, List<ContainerNode<?>> all) {
            JsonNodeFactory make = JsonNodeFactory.instance;
            return switch (dice.nextInt(9)) {
                case 0, 1, 2 -> make.textNode(Inputs.odd(dice));
                case 3, 4 -> make.textNode(RAW + Inputs.pick(NUMBERS, dice));
                case 5 -> make.textNode(RAW + "nest" + (dice.nextInt(40) == 0 ? 20_000 : dice.nextInt(220)) + (dice.nextBoolean() ? "[" : "{"));
                case 6 -> Inputs.pick(all, dice).toString().length() > 5_000 ? make.nullNode() : Inputs.pick(all, dice).deepCopy();
                case 7 -> make.booleanNode(dice.nextBoolean());
                default -> dice.nextBoolean() ? make.objectNode() : make.arrayNode();
            };
        }

        static String text(JsonNode json) {
            String text = json.toString().replace("\"@DUPLICATE@", "\"").replace("@LONE@", "\\ud83d");
            if (!text.contains(RAW)) {
                return text;
            }
            return MARKED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(raw(found.group(1))));
        }

        private static String raw(String marked) {
            Matcher nest = NEST.matcher(marked);
            if (!nest.matches()) {
                return marked;
            }
            int depth = Integer.parseInt(nest.group(1));
            return nest.group(2).equals("[") ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        }

        /** Most as they are; some torn, spoilt or in an encoding that nobody announced. */
        static byte[] bytes(String text, Random dice) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (dice.nextInt(8) != 0) {
                return bytes;
            }
            switch (dice.nextInt(8)) {
                case 0:
                    return Arrays.copyOf(bytes, dice.nextInt(bytes.length + 1));
                case 1:
                    byte[] random = new byte[dice.nextInt(2_000)];
                    dice.nextBytes(random);
                    return random;
                case 2:
                    return text.getBytes(Charset.forName(Inputs.pick(ENCODINGS, dice)));
                case 3:
                    return ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
                case 4:
                    return (text + Inputs.pick(List.of("{}", " ", "\u0000", "]", ",", text.length() < 10_000 ? text : ""), dice)).getBytes(StandardCharsets.UTF_8);
                default:
                    for (int i = dice.nextInt(4); i >= 0 && bytes.length > 0; i--) {
                        bytes[dice.nextInt(bytes.length)] = (byte) dice.nextInt(256);
                    }
                    return bytes;
            }
        }
    }

    /** One keep-alive connection, on which some requests are sent before the first answer is read. */
    static final class Client {
        private static final int PIPELINED = 6;
        private static final int HANG_MS = 15_000;

        private final URI service;
        private final Verdicts verdicts;
        private Socket socket;
        private InputStream in;

        Client(URI service, Verdicts verdicts) {
            this.service = service;
            this.verdicts = verdicts;
        }

        void run(Inputs source, AtomicLong next, long end) {
            try {
                while (next.get() < end) {
                    List<Input> batch = new ArrayList<>();
                    while (batch.size() < PIPELINED) {
                        long number = next.getAndIncrement();
                        if (number >= end) {
                            break;
                        }
                        Input input = source.input(number);
                        if (input.torn) {
                            torn(input);
                        } else {
                            batch.add(input);
                        }
                    }
                    pipelined(batch);
                }
            } catch (Throwable broken) {
                verdicts.broken(broken);
            } finally {
                close();
            }
        }

        /** After a connection that was closed, the rest goes over the next one; a request whose turn it was twice in vain is a finding. */
        private void pipelined(List<Input> batch) throws IOException {
            int answered = 0;
            int vain = 0;
            while (answered < batch.size()) {
                int before = answered;
                try {
                    open();
                    for (Input input : batch.subList(answered, batch.size())) {
                        socket.getOutputStream().write(input.bytes);
                    }
                    socket.getOutputStream().flush();
                    while (answered < batch.size()) {
                        long asked = System.nanoTime();
                        Answer answer = read();
                        verdicts.judge(batch.get(answered), answer, (System.nanoTime() - asked) / 1_000_000);
                        answered++;
                        if (answer.closes()) {
                            close();
                            break;
                        }
                    }
                } catch (java.net.SocketTimeoutException hang) {
                    verdicts.finding(batch.get(answered++), "no answer within " + HANG_MS + " ms", "");
                    close();
                } catch (SocketException | EOFException closed) {
                    close();
                    vain = answered == before ? vain + 1 : 0;
                    if (vain == 3) {
                        verdicts.finding(batch.get(answered++), "closed without an answer: " + closed.getMessage(), "");
                    }
                }
            }
        }

        private void torn(Input input) throws IOException {
            try (Socket alone = new Socket(service.getHost(), service.getPort())) {
                alone.setSoTimeout(300);
                alone.getOutputStream().write(input.bytes);
                alone.getOutputStream().flush();
                verdicts.judge(input, Answer.read(new BufferedInputStream(alone.getInputStream())), 0);
            } catch (IOException unanswered) {
                verdicts.count(input, 0);
            }
        }

        private void open() throws IOException {
            if (socket == null) {
                socket = new Socket(service.getHost(), service.getPort());
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(HANG_MS);
                in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            }
        }

        private Answer read() throws IOException {
            return Answer.read(in);
        }

        private void close() {
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException ignored) {
                // it is not used any more
            }
            socket = null;
        }
    }

    record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer read(InputStream in) throws IOException {
            String status = line(in);
            if (!status.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
                throw new IOException("No HTTP: " + status);
            }
            Map<String, String> headers = new HashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
            int code = Integer.parseInt(status.substring(9, 12));
            if (code == 100) {
                return read(in);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
                for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                    body.writeBytes(exactly(in, size));
                    line(in);
                }
                line(in);
            } else {
                body.writeBytes(exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0"))));
            }
            return new Answer(code, headers, body.toByteArray());
        }

        boolean closes() {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        }

        private static byte[] exactly(InputStream in, int size) throws IOException {
            byte[] bytes = in.readNBytes(size);
            if (bytes.length < size) {
                throw new EOFException("in a body");
            }
            return bytes;
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("in a line");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    /** What must hold for every answer. */
    static final class Verdicts {
        private static final long SLOW_MS = 5_000;
        private static final Set<String> CODES = Set.of("VALIDATION_ERROR", "UNAUTHORIZED", "FORBIDDEN", "RUNTIME_ERROR", "INVALID_ARGUMENT");

        private final Map<String, Map<Integer, AtomicInteger>> counts = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> findings = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> jiraRefused = new ConcurrentHashMap<>();
        private final AtomicLong slowest = new AtomicLong();

        void count(Input input, int status) {
            counts.computeIfAbsent(input.torn ? "torn" : input.operation, key -> new ConcurrentHashMap<>())
                    .computeIfAbsent(status, key -> new AtomicInteger())
                    .incrementAndGet();
        }

        void judge(Input input, Answer answer, long ms) {
            count(input, answer.status);
            slowest.accumulateAndGet(ms, Math::max);
            String body = new String(answer.body, StandardCharsets.UTF_8);
            if (ms > SLOW_MS) {
                finding(input, "took longer than " + SLOW_MS + " ms", body);
            }
            if (answer.status == 405 && !input.torn) {
                finding(input, "a method that is documented is refused", body);
            }
            if (answer.headers.containsKey("x-injected")) {
                finding(input, "a header was smuggled in", body);
            }
            if (answer.status == 502 && input.jiraAsked) {
                jiraRefused.computeIfAbsent(input.operation + ": " + plain(body), key -> new AtomicInteger()).incrementAndGet();
            } else if (answer.status >= 500) {
                finding(input, "HTTP " + answer.status, body);
            }
            // what breaks HTTP is refused before the service sees it (see "Known limits")
            boolean unseen = body.isEmpty() && (answer.status == 414 || answer.status == 431 || input.torn && answer.status == 400);
            // what a browser is answered after it was at Atlassian is a page
            if (answer.status >= 400 && !unseen && !input.operation.endsWith("/oauth/callback") && !inShape(body)) {
                finding(input, "HTTP " + answer.status + " outside the contract's shape", body);
            }
        }

        private static boolean inShape(String body) {
            try {
                JsonNode json = JSON.readTree(body);
                return json.isObject() && json.size() == 4 && json.path("success").isBoolean() && !json.path("success").asBoolean()
                        && CODES.contains(json.path("error").asText()) && !json.path("message").asText("").isBlank()
                        && json.path("fieldErrors").isObject();
            } catch (IOException | IllegalArgumentException noJson) {
                return false;
            }
        }

        private static String plain(String body) {
            String plain = body.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "#").replaceAll("[0-9]+", "#");
            return plain.length() > 200 ? plain.substring(0, 200) : plain;
        }

        void finding(Input input, String what, String body) {
            String key = input.operation + ": " + what + " " + plain(body);
            if (findings.computeIfAbsent(key, same -> new AtomicInteger()).getAndIncrement() == 0) {
                System.out.printf("FINDING, input %d: %s%n    sent: %s%n", input.number, key + " / " + body, shown(input.bytes));
            }
        }

        void broken(Throwable broken) {
            findings.computeIfAbsent("A client broke: " + broken, same -> new AtomicInteger()).incrementAndGet();
            broken.printStackTrace(System.out);
        }

        private static String shown(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("Bearer eyJ[^\r]*", "Bearer …");
            StringBuilder shown = new StringBuilder();
            text.chars().limit(3_000).forEach(c -> shown.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : c == '\n' ? "\n      " : c == '\r' ? "" : String.format("\\x%02x", c)));
            return shown + (text.length() > 3_000 ? "… " + text.length() + " bytes" : "");
        }

        int findings() {
            return findings.values().stream().mapToInt(AtomicInteger::get).sum();
        }

        void tell() {
            System.out.println("slowest answer " + slowest + " ms; answers by status (0: none to a torn request):");
            new TreeMap<>(counts).forEach((operation, statuses) -> System.out.println("  " + operation + " " + new TreeMap<>(statuses)));
            new TreeMap<>(jiraRefused).forEach((what, times) -> System.out.println("  Jira refused: " + times + " " + what));
            System.out.println("findings: " + findings());
            new TreeMap<>(findings).forEach((what, times) -> System.out.println("  " + times + " " + what));
        }
    }
}
