package io.zenem.jirasim;

import java.util.List;
import java.util.Map;

/**
 * What the demo site was asked, those of the control API left out.
 *
 * @param total how many requests
 * @param mostAtOnce the most that were under way at one time
 * @param byEndpoint requests by method and path template, such as {@code POST /rest/api/:v/search/jql}
 * @param last the last 500, oldest first
 */
public record DemoRequests(long total, int mostAtOnce, Map<String, Long> byEndpoint, List<DemoRequest> last) {
    /** The requests to one endpoint, named as in {@link #byEndpoint}. */
    public long to(String endpoint) {
        return byEndpoint.getOrDefault(endpoint, 0L);
    }
}
