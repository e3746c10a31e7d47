package io.zenem.jira.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;

/**
 * One site that a grant is for.
 *
 * @param cloudId its id at Atlassian's gateway
 * @param url its browse address
 */
public record AtlassianSite(String cloudId, String url) {

    /**
     * The site that a connector means: the one that it had, else the one at its baseUrl, else the only one.
     *
     * @param known the site's id from before, which a new authorization must be for
     * @param resources the answer of accessible-resources, in which a grant's Confluence sites stand too
     * @throws ApiException 409, naming the sites, where that is none
     */
    static AtlassianSite choose(Optional<String> known, String baseUrl, JsonNode resources) {
        List<AtlassianSite> sites = resources
                .valueStream()
                .filter(AtlassianSite::hasJira)
                .map(site -> new AtlassianSite(
                        site.path("id").asText(), site.path("url").asText()))
                .filter(site -> site.cloudId().matches("[A-Za-z0-9-]{1,64}"))
                .distinct()
                .toList();
        return sites.stream()
                .filter(site -> known.map(site.cloudId()::equals).orElseGet(() -> same(site.url(), baseUrl)))
                .findFirst()
                .or(() -> known.isEmpty() && sites.size() == 1 ? Optional.of(sites.get(0)) : Optional.empty())
                .orElseThrow(() -> ApiException.conflict(refusal(known, baseUrl, sites)));
    }

    private static boolean hasJira(JsonNode site) {
        return site.path("scopes").valueStream().anyMatch(scope -> scope.asText()
                .contains("jira"));
    }

    private static boolean same(String url, String other) {
        return plain(url).equals(plain(other));
    }

    private static String plain(String url) {
        return url.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    }

    private static String refusal(Optional<String> known, String baseUrl, List<AtlassianSite> sites) {
        String given = sites.isEmpty()
                ? "no Jira site at all"
                : sites.stream()
                        .map(site -> site.url() + " (" + site.cloudId() + ")")
                        .collect(Collectors.joining(", "));
        return "The authorization is for " + given + ", but the connector is for "
                + known.map(id -> "the site with the cloudId " + id).orElse(baseUrl)
                + ". Authorize again and choose that site, or change the connector.";
    }
}
