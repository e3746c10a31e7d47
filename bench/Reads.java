import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The two halves of bench/reads.sh that bash is no good at, run from source with the service's own libraries:
 * {@code fill <jdbc url> <sql file> [name=number…]} and {@code measure <service> <token> <cases> <runs> <clients> <pids of service and database> [part of a case]}.
 */
final class Reads {
    private static final int BATCH = 50_000;
    private static final double LIMIT_MS = 150;
    /** Of pages other than the first. */
    private static final double DEEP_LIMIT_MS = 500;

    private Reads() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "fill" -> fill(args[1], Path.of(args[2]), Arrays.asList(args).subList(3, args.length));
            case "measure" -> System.exit(
                    new Measurement(args[1], args[2], Integer.parseInt(args[4]), Integer.parseInt(args[5]), args[6].split(","))
                                    .of(Path.of(args[3]), args.length > 7 ? args[7] : "")
                            ? 0
                            : 3);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void fill(String url, Path file, List<String> sizes) throws IOException, SQLException {
        String script = Files.readString(file).replaceAll("(?m)^--.*$", "");
        for (String size : sizes) {
            String[] pair = size.split("=", 2);
            script = script.replace("${" + pair[0] + "}", pair[1]);
        }
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (String sql : script.split(";\\s*\\n")) {
                for (String batch : batches(sql.strip(), sizes)) {
                    statement.execute(batch);
                }
            }
        }
    }

    /** A statement for numbers from … to becomes one for each batch of all, which is the size that it is named after. */
    private static List<String> batches(String sql, List<String> sizes) {
        if (sql.isEmpty() || !sql.contains("${from}")) {
            return sql.isEmpty() ? List.of() : List.of(sql);
        }
        String name = sql.contains("jira.log_entry") ? "logs=" : "items=";
        int all = sizes.stream()
                .filter(size -> size.startsWith(name))
                .mapToInt(size -> Integer.parseInt(size.substring(name.length())))
                .findFirst()
                .orElseThrow();
        List<String> batches = new ArrayList<>();
        for (int from = 1; from <= all; from += BATCH) {
            int to = Math.min(all, from + BATCH - 1);
            batches.add(sql.replace("${from}", "" + from).replace("${to}", "" + to));
        }
        return batches;
    }

    /** Calls of every case, so many each, by so many clients at once. */
    private static final class Measurement {
        private final String service;
        private final String token;
        private final int runs;
        private final int clients;
        private final String[] processes;
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Measurement(String service, String token, int runs, int clients, String[] processes) {
            this.processes = processes;
            this.service = service;
            this.token = token;
            this.runs = runs;
            this.clients = clients;
        }

        /** Whether all cases stay below the limit and every GET of the document has one. */
        boolean of(Path cases, String part) throws IOException, InterruptedException, ExecutionException {
            List<String[]> rows;
            try (Stream<String> lines = Files.lines(cases)) {
                rows = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> line.strip().split("\\s{2,}"))
                        .toList();
            }
            boolean right = part.isEmpty() ? all(rows) : true;
            rows = rows.stream()
                    .filter(row -> (row[0] + " " + row[1]).contains(part))
                    .toList();
            warmUp(rows);
            List<String> slow = new ArrayList<>();
            System.out.printf("%n## %d client(s), %d calls a case%n%n", clients, runs);
            System.out.printf(
                    "| operation | case | bytes | total | CPU ms | p50 ms | p95 ms | p99 ms | max ms |%n|---|---|---|---|---|---|---|---|---|%n");
            for (String[] row : rows) {
                String answer;
                double[] took;
                double cpu;
                try {
                    answer = call(row[2]).body();
                    cpu = cpuMs();
                    took = timed(row[2]);
                    cpu = (cpuMs() - cpu) / took.length;
                } catch (IOException | ExecutionException failed) {
                    slow.add(row[0] + ", " + row[1] + ": " + failed.getMessage());
                    continue;
                }
                String line = String.format(
                        "| %s | %s | %d | %s | %.1f | %.1f | %.1f | %.1f | %.1f |",
                        row[0], row[1], answer.length(), total(answer), cpu, at(took, 50), at(took, 95), at(took, 99), took[took.length - 1]);
                System.out.println(line);
                if (at(took, 99) >= (row[2].matches(".*[?&]page=[1-9].*") ? DEEP_LIMIT_MS : LIMIT_MS)) {
                    slow.add(line);
                }
            }
            System.out.printf(
                    "%n%d of them are at or above %.0f ms (%.0f for pages other than the first) at the 99th percentile%n",
                    slow.size(), LIMIT_MS, DEEP_LIMIT_MS);
            slow.forEach(System.out::println);
            return right && slow.isEmpty();
        }

        /** A JVM that has just started is slow, whatever it is asked. */
        private void warmUp(List<String[]> rows) throws IOException, InterruptedException {
            for (int turn = 0; turn < 20; turn++) {
                for (String[] row : rows) {
                    send(row[2]);
                }
            }
        }

        private double[] timed(String path) throws InterruptedException, ExecutionException, IOException {
            var pool = Executors.newFixedThreadPool(clients);
            try {
                Callable<double[]> client = () -> {
                    double[] took = new double[(runs + clients - 1) / clients];
                    for (int i = 0; i < took.length; i++) {
                        long begun = System.nanoTime();
                        receive(path);
                        took[i] = (System.nanoTime() - begun) / 1e6;
                    }
                    return took;
                };
                List<double[]> parts = new ArrayList<>();
                for (var future : pool.invokeAll(java.util.Collections.nCopies(clients, client))) {
                    parts.add(future.get());
                }
                return parts.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
            } finally {
                pool.shutdown();
            }
        }

        /** What the service and the database with its children have used so far; other work on the machine does not change it much. */
        private double cpuMs() throws IOException {
            double ticks = 0;
            for (String process : processes) {
                var handle = ProcessHandle.of(Long.parseLong(process)).orElseThrow();
                for (var one : Stream.concat(Stream.of(handle), handle.children()).toList()) {
                    Path stat = Path.of("/proc/" + one.pid() + "/stat");
                    if (Files.exists(stat)) {
                        String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
                        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    }
                }
            }
            return ticks * 10;
        }

        private HttpResponse<String> call(String path) throws IOException, InterruptedException {
            var answer = send(path);
            if (answer.statusCode() != 200) {
                throw new IOException(path + ": HTTP " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        }

        /** The whole answer is received; what a client makes of it is its own affair, and its time too. */
        private void receive(String path) throws IOException, InterruptedException {
            int status = http.send(request(path), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IOException(path + ": HTTP " + status);
            }
        }

        private HttpResponse<String> send(String path) throws IOException, InterruptedException {
            return http.send(request(path), HttpResponse.BodyHandlers.ofString());
        }

        private HttpRequest request(String path) {
            return HttpRequest.newBuilder(URI.create(service + path))
                    .header("Authorization", "Bearer " + token)
                    .build();
        }

        private static double at(double[] sorted, int percentile) {
            return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percentile / 100.0) - 1)];
        }

        private static String total(String answer) throws IOException {
            if (!answer.startsWith("{") && !answer.startsWith("[")) {
                return "";
            }
            JsonNode json = new ObjectMapper().readTree(answer);
            return json.isArray() ? "" + json.size() : json.path("totalElements").asText();
        }

        /** Says which GET of the OpenAPI document has no case. The way back from Atlassian is no read. */
        private boolean all(List<String[]> rows) throws IOException, InterruptedException {
            JsonNode document = new ObjectMapper().readTree(call("/q/openapi?format=json").body());
            Set<String> named = new HashSet<>(rows.stream().map(row -> row[0]).toList());
            Set<String> missing = new TreeSet<>();
            for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
                String operation = path.getValue().path("get").path("operationId").asText();
                if (!operation.isEmpty() && !named.contains(operation) && !path.getKey().startsWith("/oauth/")) {
                    missing.add(operation);
                }
            }
            missing.forEach(operation -> System.out.println("No case for " + operation));
            return missing.isEmpty();
        }
    }
}
