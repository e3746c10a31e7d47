package io.zenem.jira.connector;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.crypto.UndecryptableSecret;
import io.zenem.jira.jira.JiraAccess;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a connection to a Jira site is: name, address and credentials; and how a call gets them. */
@ApplicationScoped
@Named("connectors")
public class Connectors {
    private static final JsonMapper JSON = new JsonMapper();

    private final Secrets secrets;
    private final BaseUrlPolicy policy;
    private final Clock clock;
    private final String gateway;

    Connectors(
            Secrets secrets,
            Clock clock,
            BaseUrlPolicy policy,
            @ConfigProperty(name = "connector.oauth.gateway-url") String gateway) {
        this.clock = clock;
        this.gateway = gateway;
        this.secrets = secrets;
        this.policy = policy;
    }

    /** Reads a new connector; the answer is what the insert statement takes, its credentials encrypted. */
    public String created(ApiRequest request) {
        RequestFields fields = request.fields();
        String name = fields.requiredName("name", 200);
        Optional<String> given = fields.text("id", 63);
        given.filter(text -> !ConnectorId.valid(text))
                .ifPresent(wrong -> fields.error(
                        "id",
                        "must be 1 to 63 characters of a-z, 0-9 and -, not starting with -, and not the word null"));
        String id = given.orElseGet(() -> ConnectorId.of(name));
        ObjectNode connector = common(fields, name);
        Optional<Credentials> credentials = fields.object("auth").flatMap(Credentials::read);
        if (fields.raw("auth").isEmpty()) {
            fields.error("auth", "is required");
        }
        fields.check();
        connector.put("id", id);
        credentials.ifPresent(stated -> encrypt(connector, id, stated));
        return connector.toString();
    }

    /**
     * Reads a connector's new state. Credentials that are not given stay as they are, but never follow the address to another
     * host: who may change an address must not thereby learn a token.
     */
    public String replaced(ApiRequest request, JiraAccess stored) {
        RequestFields fields = request.fields();
        String id = stored.id();
        fields.text("id", 63)
                .filter(given -> !given.equals(id))
                .ifPresent(other -> fields.error("id", "cannot be changed"));
        ObjectNode connector = common(fields, fields.requiredName("name", 200));
        Optional<Credentials> credentials = fields.object("auth").flatMap(Credentials::read);
        String baseUrl = connector.path("baseUrl").asText();
        String before = stored.baseUrl();
        boolean sameHost =
                policy.violation(baseUrl).isPresent() || origin(baseUrl).equals(origin(before));
        if (fields.raw("auth").isEmpty() && !sameHost) {
            fields.error("auth", "must be given again when baseUrl names another host");
        }
        boolean sameSite = fields.bool("sameSite").orElse(false);
        fields.check();
        connector.put("id", id);
        connector.put("moved", !site(baseUrl).equals(site(before)));
        connector.put("sameSite", sameSite);
        credentials.ifPresent(given -> {
            encrypt(connector, id, given);
            // a grant is of one app for one site
            connector.put(
                    "keepsGrant",
                    sameHost
                            && given.type().equals(stored.authType())
                            && given.shown().path("clientId").asText().equals(stored.clientId()));
        });
        return connector.toString();
    }

    private ObjectNode common(RequestFields fields, String name) {
        ObjectNode connector = JSON.createObjectNode();
        connector.put("name", name);
        String baseUrl = fields.requiredText("baseUrl", 500).replaceAll("/+$", "");
        if (!baseUrl.isEmpty()) {
            policy.violationNow(baseUrl).ifPresent(why -> fields.error("baseUrl", why));
        }
        connector.put("baseUrl", baseUrl);
        connector.put("timeZone", fields.timeZone("timeZone").orElse("UTC"));
        return connector;
    }

    private void encrypt(ObjectNode connector, String id, Credentials credentials) {
        connector.put("authType", credentials.type());
        connector.set("authPublic", credentials.shown());
        connector.put("credentials", secrets.encryptText(credentials.hidden(), id));
        credentials.cloudId().ifPresent(cloudId -> connector.put("cloudId", cloudId));
        credentials.grant().ifPresent(grant -> connector.put("grant", secrets.encryptText(grant, id)));
    }

    /** The connector, to which a call goes; ends the work of one that was removed meanwhile. */
    public JiraAccess access(Map<String, Object> row, String connectorId) {
        if (connectorId == null || connectorId.isBlank()) {
            throw new IllegalArgumentException(
                    "The variable connectorId is not set; set it to the id of the connector whose Jira is asked, before direct:jira-call.");
        }
        if (row == null) {
            throw new JiraRefused(0, "There is no connector " + connectorId + ", or not any more.", false);
        }
        return JiraAccess.of(row);
    }

    /** The HTTP call behind a request. Whether the site's addresses are forbidden is looked at when the connection is made. */
    public HttpCall call(JiraAccess access, JiraRequest request) {
        return call(access, root(access), request);
    }

    /** The same below another address. */
    HttpCall call(JiraAccess access, String root, JiraRequest request) {
        return new HttpCall(
                request.method(),
                root + request.pathAndQuery(),
                authorization(access),
                request.bodyBytes(),
                clock.instant());
    }

    private String authorization(JiraAccess access) {
        try {
            return access.byGrant()
                    ? "Bearer " + secrets.decrypt(access.granted(), access.id())
                    : Credentials.authorization(access.authType(), secrets.decrypt(access.credentials(), access.id()));
        } catch (UndecryptableSecret noKey) {
            throw JiraRefused.unasked(401, noKey.getMessage());
        }
    }

    /** Where calls go: the site itself, or Atlassian's gateway, whose host is the operator's word and needs no check. */
    private String root(JiraAccess access) {
        if (access.byGrant()) {
            return gateway + "/ex/jira/" + access.cloudId();
        }
        policy.violation(access.baseUrl()).ifPresent(why -> {
            throw new JiraRefused(0, "The connector's baseUrl " + why + ".", false);
        });
        return access.baseUrl();
    }

    /** The connector that a request names; 404 where there is none. */
    public JiraAccess found(Map<String, Object> row, ApiRequest request) {
        if (row == null) {
            throw ApiException.notFound(
                    "There is no connector \"" + request.parameter("id").orElse("") + "\".");
        }
        return JiraAccess.of(row);
    }

    /** The new connector's id; 409 unless it was inserted. */
    public Object requireNew(Map<String, Object> row) {
        if (!Boolean.TRUE.equals(row.get("created"))) {
            throw ApiException.conflict("There is a connector with the id " + row.get("id")
                    + " already, or there was one for another site whose data was kept; choose another id.");
        }
        return row.get("id");
    }

    /** 409 unless the connector was replaced: what is set up for one site is nothing to another. */
    public void requireSameSite(Object row, JiraAccess stored) {
        if (row == null) {
            throw ApiException.conflict("The connector's scope, copy and webhook are of " + stored.baseUrl()
                    + ". Create another connector for another site; if it is the same site at a new address, send"
                    + " \"sameSite\": true as well.");
        }
    }

    /** What tells sites apart: host, port and context path; not whether they are asked over https. */
    private static String site(String url) {
        URI uri = URI.create(url);
        boolean usual = uri.getPort() == (uri.getScheme().equalsIgnoreCase("https") ? 443 : 80);
        return uri.getHost().toLowerCase(Locale.ROOT) + ":" + (usual ? -1 : uri.getPort()) + uri.getPath();
    }

    private static String origin(String url) {
        URI uri = URI.create(url);
        return (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
    }
}
