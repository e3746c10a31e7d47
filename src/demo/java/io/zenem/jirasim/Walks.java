package io.zenem.jirasim;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The searches under way. A walk keeps the slots that matched at its first page, in order; its token is good only for
 * the same query and fields. The oldest walks are dropped when too much is kept, and their tokens are expired then.
 */
final class Walks {
    private static final long MAX_SLOTS = 8_000_000;

    /** One walk; {@code about} is what the token was given for. */
    static final class Walk {
        final String id;
        final String about;
        final int[] slots;

        private Walk(String id, String about, int[] slots) {
            this.id = id;
            this.about = about;
            this.slots = slots;
        }
    }

    /** A walk and the place in it where the next page starts. */
    record Place(Walk walk, int from) {}

    private final Map<String, Walk> walks = new LinkedHashMap<>(16, 0.75f, true);
    private long kept;

    Walk start(String about, int[] slots) {
        return new Walk(UUID.randomUUID().toString().replace("-", ""), about, slots);
    }

    /** The token for the page that starts there. */
    synchronized String token(Walk walk, int from) {
        if (walks.put(walk.id, walk) == null) {
            kept += walk.slots.length;
            forgetOldest();
        }
        return "Cj" + walk.id + Integer.toString(from, 36);
    }

    /** Where the token leads; empty if it is unknown, expired or was given for something else. */
    synchronized Optional<Place> place(String token, String about) {
        if (!token.matches("Cj[0-9a-f]{32}[0-9a-z]{1,7}")) {
            return Optional.empty();
        }
        Walk walk = walks.get(token.substring(2, 34));
        if (walk == null || !walk.about.equals(about)) {
            return Optional.empty();
        }
        int from = (int) Math.min(Long.parseLong(token.substring(34), 36), walk.slots.length);
        return Optional.of(new Place(walk, from));
    }

    private void forgetOldest() {
        Iterator<Walk> oldest = walks.values().iterator();
        while (kept > MAX_SLOTS && walks.size() > 1 && oldest.hasNext()) {
            kept -= oldest.next().slots.length;
            oldest.remove();
        }
    }
}
